// Runs before the first paint, so that a dark page never flashes white. web/app/theme.ts does the same afterwards.
try {
  const chosen = localStorage.getItem('everynode.theme')
  const dark =
    chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.classList.toggle('pf-v6-theme-dark', dark)
} catch {
  // Storage can be forbidden: the page starts light.
}
