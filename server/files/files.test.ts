import { mkdir, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../testing/connection.test-kit.ts'
import { answerFile } from './answerFile.ts'
import { readFileTable } from './fileTable.ts'

async function builtPage() {
  const folder = await temporaryFolder()
  const dist = path.join(folder, 'dist')
  await mkdir(path.join(dist, 'assets'), { recursive: true })
  const write = (name: string, content: string) => writeFile(path.join(dist, name), content)
  await write('index.html', '<!doctype html>')
  await write('theme.js', 'theme()')
  await write('assets/main-a1B2_c3-.js', 'main()')
  await write('assets/main-a1B2_c3-.js.br', 'br')
  await write('assets/main-a1B2_c3-.js.gz', 'gz')
  await write('assets/main-a1B2_c3-.js.map', '{}')
  await write('.sources', 'hash')
  await writeFile(path.join(folder, 'outside.js'), 'outside()')
  await symlink(path.join(folder, 'outside.js'), path.join(dist, 'assets', 'link.js'))
  const table = readFileTable(dist)
  const get = (target: string, headers: Record<string, string> = {}) =>
    answerFile(new Request(`http://console${target}`, { headers }), table)
  return { table, get }
}
const main = '/assets/main-a1B2_c3-.js'

it('serves what was built, and neither hidden files, source maps nor what a link leads to', async () => {
  const { table } = await builtPage()
  expect([...table.keys()].sort((a, b) => a.localeCompare(b))).toEqual([
    main,
    '/index.html',
    '/theme.js',
  ])
})

it.each([
  '/',
  '/nodes/worker-1.example.com',
  '/daemonsets/create',
  '/daemonsets/kube-system/proxy',
])('answers the route %s with the page, which browsers ask for again each time', async (route) => {
  const { get } = await builtPage()
  const answer = get(`${route}?group=role`)
  expect([answer.status, await answer.text()]).toEqual([200, '<!doctype html>'])
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(answer.headers.get('cache-control')).toBe('no-cache')
})

it.each([
  '/nope',
  '/nodes/UPPER',
  '/nodes/',
  '/assets/',
  '/assets/link.js',
  `${main}.map`,
  `${main}.br`,
])('has nothing at %s', async (target) => {
  const { get } = await builtPage()
  expect(get(target).status).toBe(404)
})

it('lets browsers keep files whose names change with their content', async () => {
  const { get } = await builtPage()
  expect(get(main).headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(get('/theme.js').headers.get('cache-control')).toBe('no-cache')
})

it.each([
  ['gzip, deflate, br, zstd', 'br', 'br'],
  ['gzip', 'gzip', 'gz'],
  ['br;q=0, gzip;q=0.5', 'gzip', 'gz'],
  ['', null, 'main()'],
  ['zstd', null, 'main()'],
])('gives a browser that takes "%s" the encoding %s', async (accepted, encoding, body) => {
  const { get } = await builtPage()
  const answer = get(main, { 'accept-encoding': accepted })
  expect(answer.headers.get('content-encoding')).toBe(encoding)
  expect(answer.headers.get('vary')).toBe('Accept-Encoding')
  expect(await answer.text()).toBe(body)
})

it('answers 304 for what a browser has already, in the same encoding', async () => {
  const { get } = await builtPage()
  const etag = get(main, { 'accept-encoding': 'br' }).headers.get('etag')!
  const again = get(main, { 'accept-encoding': 'br', 'if-none-match': `"x", W/${etag}` })
  expect([again.status, again.body]).toEqual([304, null])
  expect(get(main, { 'accept-encoding': 'gzip', 'if-none-match': etag }).status).toBe(200)
})
