/** The page's files, read once at start: a request can name an entry of this table, and nothing else on the disk. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

interface Variants {
  readonly identity: Buffer<ArrayBuffer>
  readonly br: Buffer<ArrayBuffer> | undefined
  readonly gzip: Buffer<ArrayBuffer> | undefined
}

export interface StaticFile {
  readonly contentType: string
  readonly etag: string
  /** Its name changes with its content. */
  readonly immutable: boolean
  readonly variants: Variants
}

/** By the path of the request, for example `/assets/main-4f2a.js`. */
export type FileTable = ReadonlyMap<string, StaticFile>

/** Files of other types are not served; source maps are none of these. */
const contentTypes: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json'],
  ['.webmanifest', 'application/manifest+json'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.jpg', 'image/jpeg'],
  ['.ico', 'image/x-icon'],
  ['.woff2', 'font/woff2'],
  ['.woff', 'font/woff'],
  ['.ttf', 'font/ttf'],
  ['.txt', 'text/plain; charset=utf-8'],
])

/**
 * @param folder what Vite has built; links in it and files whose name begins with a dot are left out
 * @returns the table; throws where the folder can't be read
 */
export function readFileTable(folder: string): FileTable {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter(
      (file) =>
        !path
          .relative(folder, file)
          .split(path.sep)
          .some((part) => part.startsWith('.')),
    )
  const known = new Set(files)
  return new Map(
    files.flatMap((file) => {
      const contentType = contentTypes.get(path.extname(file))
      if (contentType === undefined) return []
      const name = `/${path.relative(folder, file).split(path.sep).join('/')}`
      return [[name, readStaticFile(file, name, contentType, known)] as const]
    }),
  )
}

function readStaticFile(
  file: string,
  name: string,
  contentType: string,
  known: ReadonlySet<string>,
): StaticFile {
  const identity = readFileSync(file)
  const compressed = (suffix: string) =>
    known.has(file + suffix) ? readFileSync(file + suffix) : undefined
  return {
    contentType,
    etag: createHash('sha256').update(identity).digest('base64url').slice(0, 22),
    // Vite's own naming: assets/NAME-HASH.EXT.
    immutable: /^\/assets\/.+-[\w-]{8}\.\w+$/.test(name),
    variants: { identity, br: compressed('.br'), gzip: compressed('.gz') },
  }
}
