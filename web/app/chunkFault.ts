/** What browsers say where `import()` or a chunk's CSS can't be loaded: Chromium, Firefox, WebKit, Vite. */
const messages = [
  'Failed to fetch dynamically imported module',
  'error loading dynamically imported module',
  'Importing a module script failed',
  'Unable to preload CSS',
]

/** Is it a part of the page that couldn't be loaded? Trying again without a reload doesn't help: browsers remember it. */
export function isChunkFault(error: Error): boolean {
  return messages.some((message) => error.message.includes(message))
}
