// Runs before the first paint, so that a dark page never flashes white. web/app/theme.ts does the same afterwards.
let chosen = null
try {
  chosen = localStorage.getItem('everynode.theme')
} catch {
  // Storage can be forbidden: the system's theme it is.
}
const dark =
  chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
document.documentElement.classList.toggle('pf-v6-theme-dark', dark)
document.documentElement.style.colorScheme = dark ? 'dark' : 'light'
