import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// The page's Content-Security-Policy is `default-src 'self'`: nothing inline, no data: URLs.
export default defineConfig({
  root: 'web',
  publicDir: '../public',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2024',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
