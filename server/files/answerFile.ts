import type { FileTable, StaticFile } from './fileTable.ts'
import { isPageRoute } from './pageRoutes.ts'

/**
 * @param request GET or HEAD
 * @returns the file that its path names, the page for a route of the page; otherwise 404
 */
export function answerFile(request: Request, table: FileTable): Response {
  const { pathname } = new URL(request.url)
  const file = table.get(isPageRoute(pathname) ? '/index.html' : pathname)
  if (file === undefined)
    return new Response('Not found.\n', { status: 404, headers: { 'content-type': 'text/plain' } })
  return send(request, file)
}

function send(request: Request, file: StaticFile): Response {
  const { encoding, bytes } = chooseVariant(file, request.headers.get('accept-encoding') ?? '')
  // Each encoding has a tag of its own, so that no cache gives one for another.
  const etag = `"${file.etag}${encoding === undefined ? '' : `-${encoding}`}"`
  const headers = new Headers({
    etag,
    vary: 'Accept-Encoding',
    'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
  })
  if (isFresh(request.headers.get('if-none-match'), etag))
    return new Response(null, { status: 304, headers })
  headers.set('content-type', file.contentType)
  headers.set('content-length', String(bytes.byteLength))
  if (encoding !== undefined) headers.set('content-encoding', encoding)
  return new Response(request.method === 'HEAD' ? null : bytes, { headers })
}

function isFresh(ifNoneMatch: string | null, etag: string): boolean {
  return (ifNoneMatch ?? '')
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
    .includes(etag)
}

interface Variant {
  readonly encoding: 'br' | 'gzip' | undefined
  readonly bytes: Buffer<ArrayBuffer>
}

function chooseVariant({ variants }: StaticFile, acceptEncoding: string): Variant {
  for (const encoding of ['br', 'gzip'] as const) {
    const bytes = variants[encoding]
    if (bytes !== undefined && accepts(acceptEncoding, encoding)) return { encoding, bytes }
  }
  return { encoding: undefined, bytes: variants.identity }
}

function accepts(header: string, encoding: string): boolean {
  return header.split(',').some((entry) => {
    const [name = '', ...parameters] = entry.trim().toLowerCase().split(';')
    return (
      name === encoding && !parameters.some((parameter) => /^\s*q=0(\.0*)?\s*$/.test(parameter))
    )
  })
}
