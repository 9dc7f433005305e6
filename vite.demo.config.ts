import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// `npm run build:demo`: a folder that any web server can serve below any path. Server and cluster run in a worker.
export default defineConfig({
  root: 'web/demo',
  base: './',
  publicDir: '../../public',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: '../../dist-demo',
    emptyOutDir: true,
    target: 'es2024',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
  },
})
