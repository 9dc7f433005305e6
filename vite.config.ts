import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type HtmlTagDescriptor, type Plugin, type Rolldown } from 'vite'

const firstPage = fileURLToPath(new URL('web/app/page.tsx', import.meta.url))

/** The module and all that it imports, but for what it imports later (`import()`). */
function withImports(id: string, context: Rolldown.ChunkingContext): ReadonlySet<string> {
  const found = new Set([id])
  for (const each of found) {
    for (const imported of context.getModuleInfo(each)?.importedIds ?? []) found.add(imported)
  }
  return found
}

/**
 * Everything that the first page needs goes into one file: dozens of small ones would queue for a browser's six
 * connections. What only other pages need stays theirs.
 */
function firstPageChunk() {
  let needed: ReadonlySet<string> | undefined
  return {
    debugName: 'page',
    name: (id: string, context: Rolldown.ChunkingContext) =>
      (needed ??= withImports(firstPage, context)).has(id) ? 'page' : null,
  }
}

/** The entry uses it, too, and must not wait for the first page's file because of it. */
const importHelper = { name: 'import-helper', test: /vite\/preload-helper/, priority: 1 }

/** Without them the page would be laid out twice: in another font, and again when these have come. */
const firstFonts = /RedHat(Text|Display)VF-(?!Italic)/

/** Lets the browser fetch the page's code and styles at once, though the entry imports them only after the worker's start. */
const preloadFirstPage: Plugin = {
  name: 'everynode:preload-first-page',
  transformIndexHtml(_html, { bundle }) {
    const chunks = Object.values(bundle ?? {}).filter((file) => file.type === 'chunk')
    const page = chunks.filter(({ name }) => name === 'page')
    const fonts = Object.values(bundle ?? {}).filter(({ fileName }) => firstFonts.test(fileName))
    const styles = new Set(
      page.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]),
    )
    const link = (attrs: Record<string, string>): HtmlTagDescriptor => ({
      tag: 'link',
      attrs,
      injectTo: 'head',
    })
    return [
      ...page.map(({ fileName }) =>
        link({ rel: 'modulepreload', crossorigin: '', href: `/${fileName}` }),
      ),
      ...[...styles].map((file) => link({ rel: 'stylesheet', crossorigin: '', href: `/${file}` })),
      ...fonts.map(({ fileName }) =>
        link({
          rel: 'preload',
          as: 'font',
          type: 'font/woff2',
          crossorigin: '',
          href: `/${fileName}`,
        }),
      ),
    ]
  },
}

// The page's Content-Security-Policy is `default-src 'self'`: nothing inline, no data: URLs.
export default defineConfig({
  root: 'web',
  publicDir: '../public',
  plugins: [react(), preloadFirstPage],
  worker: { format: 'es' },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2024',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The first page's file is meant to be one (kB).
    chunkSizeWarningLimit: 900,
    rolldownOptions: { output: { codeSplitting: { groups: [importHelper, firstPageChunk()] } } },
  },
})
