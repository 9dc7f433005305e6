/** Finds a Chromium for the tests: Playwright's own, one on the PATH, or installs one with whichever way works here. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { chromium } from '@playwright/test'

// The headless shell first: the others start a whole desktop browser, whose own windows take a core.
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
]

function onPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter)
  return names
    .flatMap((name) => folders.map((folder) => path.join(folder, name)))
    .find((file) => existsSync(file))
}

function installed(): string | undefined {
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : onPath()
}

function succeeds(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0
}

/** Debian's and Ubuntu's packages, with a font for Japanese. */
function installWithApt(): boolean {
  return (
    succeeds('apt-get', ['update', '-qq']) &&
    succeeds('apt-get', ['install', '-y', '-qq', 'chromium-headless-shell', 'fonts-noto-cjk'])
  )
}

/** @returns the path of a Chromium; throws with what to do where none can be had */
export function findBrowser(): string {
  const found = installed()
  if (found !== undefined) return found
  console.error('No Chromium found; installing one for the tests.')
  const isRootOnLinux = process.platform === 'linux' && process.getuid?.() === 0
  if (succeeds('playwright', ['install', 'chromium']) || (isRootOnLinux && installWithApt())) {
    const now = installed()
    if (now !== undefined) return now
  }
  throw new Error(
    'The browser tests need Chromium: install it (for example `npx playwright install chromium`) or put it on the PATH.',
  )
}
