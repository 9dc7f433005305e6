/** What is asked for? Raw bytes over TCP; the numbers are those of the project's list of threats. */
import { beforeEach, describe, expect, it } from 'vitest'
import { startTestConsole, type TestConsole } from '../testing/console.test-kit.ts'

let sut: TestConsole
beforeEach(async () => {
  sut = await startTestConsole()
})

const upstreamConnections = () => sut.fake.connections().ever

describe('8: content of the cluster in the console’s own origin', () => {
  it.each([
    '/k8s/api/v1/namespaces/x/services/http:evil:80/proxy/',
    '/k8s/api/v1/nodes/n/proxy/logs',
  ])('does not pass %s', async (target) => {
    expect((await sut.get(target)).status).toBe(403)
    expect(upstreamConnections()).toBe(0)
  })

  it('loses its headers, and passes only as objects or text', async () => {
    const hostile = {
      'set-cookie': 'a=b',
      refresh: '0;url=//evil',
      'clear-site-data': '"*"',
      'access-control-allow-origin': '*',
    }
    sut.fake.answer = (request, response) => {
      const type = request.url === '/version' ? 'text/html' : 'application/json'
      response.writeHead(200, { ...hostile, 'content-type': type }).end('<script>alert(1)</script>')
    }
    const html = await sut.get('/k8s/version')
    expect(html.status).toBe(502)
    expect(html.body).not.toContain('<script>')
    const json = await sut.get('/k8s/api/v1/nodes')
    expect(json.status).toBe(200)
    for (const { head } of [html, json]) {
      for (const name of Object.keys(hostile)) expect(head.toLowerCase()).not.toContain(`${name}:`)
      expect(head.toLowerCase()).toMatch(/content-security-policy: .*sandbox/)
      expect(head.toLowerCase()).toContain('x-content-type-options: nosniff')
    }
  })
})

describe('9: a path that is not what it looks like', () => {
  it.each([
    '/k8s/..%2f..%2fx',
    '/k8s/%2e%2e/x',
    '/k8s/.%2e/x',
    '/k8s/../x',
    '/k8s/./version',
    '/k8s/api/..',
    '/k8s\\..\\x',
    '/k8s/a\\b',
    '/k8s//api',
    '/k8s/api;v=1/',
    '/k8s/api/v1/pods%00',
    '/k8s/api/v1/namespaces/x/pods/y%2fexec',
    '/k8s/api/v1/nodes?limit=1&x\\y=1',
    '/k8s/api/v1/nodes?limit=%zz',
    '/k8s/api/v1/nodes?limit=1&limit=2',
    '/k8s/api/v1/nodes#/../x',
  ])('refuses %s', async (target) => {
    const { status } = await sut.get(target)
    // `/k8s\..\x` is no path of the API; all others are, and are refused for their form.
    expect(status).toBe(target.startsWith('/k8s\\') ? 404 : 400)
    expect(upstreamConnections()).toBe(0)
  })
})

describe('10: another host than the API server', () => {
  it.each([
    'GET http://evil.example/k8s/api/v1/nodes HTTP/1.1',
    'GET //evil.example/k8s/api/v1/nodes HTTP/1.1',
    'GET /\\evil.example/k8s HTTP/1.1',
    'CONNECT evil.example:443 HTTP/1.1',
    'GET /k8s/api/v1/\tnodes HTTP/1.1',
    'GET /k8s/api/v1/ nodes HTTP/1.1',
    'GET /k8s/api/v1/n\xc3\xb6des HTTP/1.1',
    'GET * HTTP/1.1',
    'OPTIONS * HTTP/1.1',
  ])('is not reached by %j', async (requestLine) => {
    const { status } = await sut.raw(requestLine, sut.own)
    expect(requestLine.startsWith('OPTIONS') ? 405 : 400).toBe(status)
    expect(upstreamConnections()).toBe(0)
  })
})

describe('11: a part of the API that the console never needs', () => {
  it.each([
    'GET /k8s/api/v1/namespaces/x/pods/y/exec',
    'POST /k8s/api/v1/namespaces/x/pods/y/exec',
    'POST /k8s/api/v1/namespaces/x/pods/y/attach',
    'POST /k8s/api/v1/namespaces/x/pods/y/portforward',
    'POST /k8s/api/v1/namespaces/x/pods/y/eviction',
    'POST /k8s/api/v1/namespaces/x/serviceaccounts/y/token',
    'GET /k8s/api/v1/secrets',
    'GET /k8s/api/v1/namespaces/x/secrets',
    'GET /k8s/api/v1/namespaces/x/secrets/y',
    'GET /k8s/api/v1/namespaces/x/configmaps/y',
    'GET /k8s/apis/evil/v1/things',
    'GET /k8s/debug/pprof',
    'GET /k8s/metrics',
    'GET /k8s/logs',
    'GET /k8s/api/v1/watch/secrets',
    'POST /k8s/api/v1/namespaces/x/pods',
    'DELETE /k8s/api/v1/namespaces/x',
    'DELETE /k8s/api/v1/nodes/x',
    'DELETE /k8s/apis/apps/v1/namespaces/x/daemonsets',
    'POST /k8s/apis/authorization.k8s.io/v1/subjectaccessreviews',
    'POST /k8s/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
    'GET /k8s',
    'GET /k8s/',
    'GET /k8s/API/v1/nodes',
    'GET /k8s/api/v1/nodes/',
  ])('does not pass: %s', async (asked) => {
    const json = asked.startsWith('GET')
      ? ''
      : 'Content-Type: application/json\r\nContent-Length: 2\r\n'
    const { status, body } = await sut.raw(
      `${asked} HTTP/1.1`,
      sut.own + json,
      json === '' ? '' : '{}',
    )
    expect(status).toBe(403)
    expect(JSON.parse(body)).toMatchObject({
      kind: 'Status',
      reason: 'NotAllowedByConsole',
      code: 403,
    })
    expect(upstreamConnections()).toBe(0)
  })

  it('upgrades no connection', async () => {
    const { status } = await sut.get(
      '/k8s/api/v1/nodes',
      'Connection: Upgrade\r\nUpgrade: SPDY/3.1\r\n',
    )
    expect(status).toBe(403)
    expect(upstreamConnections()).toBe(0)
  })
})

it('17: follows no redirect of the API server and tells no Location', async () => {
  for (const location of [`${sut.fake.url}/secret`, 'http://evil.example/', '/api']) {
    sut.fake.received.length = 0
    sut.fake.answer = (_request, response) =>
      response.writeHead(302, { location, 'content-type': 'application/json' }).end('{}')
    const { status, head } = await sut.get('/k8s/version')
    expect(status).toBe(502)
    expect(head.toLowerCase()).not.toContain('location')
    expect(sut.fake.received).toHaveLength(1)
  }
})

describe('24: a file that is not the page’s', () => {
  it.each([
    '/assets/../server/main.ts',
    '/assets/%2e%2e%2fserver/main.ts',
    '/.env',
    '/.sources',
    '/assets/x%00.js',
    '/C:\\',
    '/C:/windows',
    `/${'x'.repeat(8000)}`,
    '/server/main.ts',
    '/package.json',
    '/nodes/a/b',
    '/nodes/..',
    '/daemonsets/a/b/c',
    '/index.html/',
    '/constructor',
    '/__proto__',
  ])('is not found: %s', async (target) => {
    const { status, body } = await sut.get(target)
    expect([status, body]).toEqual([404, 'Not found.\n'])
  })

  it('is not reached by a raw NUL', async () => {
    expect((await sut.get('/assets/x\0.js')).status).toBe(400)
  })
})
