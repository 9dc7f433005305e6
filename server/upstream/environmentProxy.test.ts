import { expect, it } from 'vitest'
import { environmentProxy } from './environmentProxy.ts'

const proxy = 'http://proxy:3128'
const through = (server: string, noProxy = '') =>
  environmentProxy(new URL(server), { HTTPS_PROXY: proxy, NO_PROXY: noProxy })

it('takes the proxy of the protocol, in either case', () => {
  expect(environmentProxy(new URL('https://api'), { https_proxy: 'proxy:1' })).toBe(
    'http://proxy:1',
  )
  expect(environmentProxy(new URL('http://api'), { HTTPS_PROXY: proxy })).toBeUndefined()
  expect(environmentProxy(new URL('https://api'), {})).toBeUndefined()
})

it.each(['https://localhost:6443', 'https://127.0.0.1:6443', 'https://[::1]:6443'])(
  'never uses one for %s',
  (server) => {
    expect(through(server)).toBeUndefined()
  },
)

it.each([
  ['https://api.example.com', '*'],
  ['https://api.example.com', 'other, example.com'],
  ['https://example.com', 'example.com'],
  ['https://API.example.com', '.Example.com'],
  ['https://api.example.com', '*.example.com'],
  ['https://api.example.com:6443', 'example.com:6443'],
  ['https://10.1.2.3:6443', '10.0.0.0/8'],
  ['https://10.1.2.3:6443', '10.1.2.3'],
  ['https://[fd00::1]:6443', 'fd00::/8'],
])('goes to %s without it by NO_PROXY=%s', (server, noProxy) => {
  expect(through(server, noProxy)).toBeUndefined()
})

it.each([
  ['https://example.com', '.example.com'],
  ['https://badexample.com', 'example.com'],
  ['https://api.example.com:6443', 'example.com:443'],
  ['https://11.1.2.3', '10.0.0.0/8'],
  ['https://10.1.2.3', '10.0.0.0/99'],
])('goes to %s through it for all of NO_PROXY=%s', (server, noProxy) => {
  expect(through(server, noProxy)).toBe(proxy)
})
