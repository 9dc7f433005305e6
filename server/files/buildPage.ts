/** Builds the page with Vite when there is none, or when it was built from other sources than those that are here. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

export interface BuildOptions {
  /** The project's folder. */
  readonly root: string
  /** Told what is going on, one line at a time. */
  readonly onProgress: (line: string) => void
  /** Vite's build, into a folder. */
  readonly build?: (root: string, folder: string) => Promise<void>
}

/** Everything that the page is made of. */
const sources = ['web', 'domain', 'public', 'vite.config.ts', 'package-lock.json']
const stampName = '.sources'

/**
 * @returns the folder of the page; rejects where Vite can't build it, after Vite has said why on stderr. Without sources, as in an
 *   image that holds only the result, what is there is taken.
 */
export async function buildPage({
  root,
  onProgress,
  build = viteBuild,
}: BuildOptions): Promise<string> {
  const dist = path.join(root, 'dist')
  const stamp = path.join(dist, stampName)
  if (!existsSync(path.join(root, 'web'))) return dist
  const hash = hashOfSources(root)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return dist
  // Built beside it and then put in its place: another console may be reading it.
  const fresh = await mkdtemp(path.join(root, 'node_modules', '.everynode-page-'))
  try {
    onProgress('Building the page; this takes a moment, and happens once …')
    await build(root, fresh)
    onProgress('Compressing the page …')
    await compressFiles(fresh)
    await writeFile(path.join(fresh, stampName), hash)
    await rm(dist, { recursive: true, force: true })
    await rename(fresh, dist)
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
  return dist
}

/** In a process of its own: Vite's memory would stay with the server's. */
async function viteBuild(root: string, folder: string): Promise<void> {
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const settings = ['--outDir', folder, '--emptyOutDir', '--logLevel', 'warn']
  const child = spawn(process.execPath, [vite, 'build', ...settings], {
    cwd: root,
    // A page of React's development build is slow; tests, which start the console too, would leave one behind.
    env: { ...process.env, NODE_ENV: 'production' },
    // Everything it says goes to stderr: stdout is for the line `ready: URL`.
    stdio: ['ignore', 2, 2],
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error('Vite could not build the page')
}

function hashOfSources(root: string): string {
  const hash = createHash('sha256')
  for (const source of sources)
    for (const file of filesIn(path.join(root, source)))
      hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

function filesIn(source: string): readonly string[] {
  if (!existsSync(source)) return []
  if (statSync(source).isFile()) return [source]
  return readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test(-kit)?\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
}

const compressible = /\.(html|js|css|json|svg|webmanifest|txt)$/
const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** Once at build, as small as it gets: what the page weighs on its first load. */
async function compressFiles(dist: string): Promise<void> {
  const files = filesIn(dist).filter(
    (file) => compressible.test(file) && statSync(file).size > 1024,
  )
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
  await Promise.all(
    files.map(async (file) => {
      const content = await readFile(file)
      await writeFile(`${file}.br`, await brotli(content, { params }))
      await writeFile(`${file}.gz`, await zip(content, { level: 9 }))
    }),
  )
}
