import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../testing/connection.test-kit.ts'
import { buildPage } from './buildPage.ts'

async function project() {
  const root = await temporaryFolder()
  await mkdir(path.join(root, 'web'))
  await mkdir(path.join(root, 'node_modules'))
  const source = (text: string) => writeFile(path.join(root, 'web', 'main.ts'), text)
  await source('one')
  const progress: string[] = []
  let builds = 0
  const start = () =>
    buildPage({
      root,
      onProgress: (line) => progress.push(line),
      build: async (_root, folder) => {
        builds += 1
        await writeFile(path.join(folder, 'index.html'), `${builds} `.repeat(2000))
      },
    })
  return { root, source, start, progress, builds: () => builds }
}

it('builds a page that is missing, says so, and compresses it', async () => {
  const { root, start, progress } = await project()
  const dist = await start()
  expect(dist).toBe(path.join(root, 'dist'))
  expect(progress).toHaveLength(2)
  const page = await readFile(path.join(dist, 'index.html'))
  expect(brotliDecompressSync(await readFile(path.join(dist, 'index.html.br')))).toEqual(page)
  expect(gunzipSync(await readFile(path.join(dist, 'index.html.gz')))).toEqual(page)
})

it('builds once for the same sources, and again when they change', async () => {
  const { source, start, builds } = await project()
  await start()
  await source('one')
  await start()
  expect(builds()).toBe(1)
  await source('two')
  await start()
  expect(builds()).toBe(2)
})

it('takes a page as it is where there are no sources', async () => {
  const { root, start, builds } = await project()
  await rm(path.join(root, 'web'), { recursive: true })
  expect(await start()).toBe(path.join(root, 'dist'))
  expect(builds()).toBe(0)
})

it('leaves the last page where it is when a build fails, and nothing half done', async () => {
  const { root, source, start } = await project()
  await start()
  await source('broken')
  const failing = buildPage({
    root,
    onProgress: () => {},
    build: () => Promise.reject(new Error('no')),
  })
  await expect(failing).rejects.toThrow('no')
  expect(await readdir(path.join(root, 'dist'))).toContain('index.html')
  expect(await readdir(path.join(root, 'node_modules'))).toEqual([])
})
