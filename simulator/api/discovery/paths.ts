/** Paths that are none of a resource's. */
import type { SimulatedCluster } from '../call.ts'
import { methodNotAllowed } from '../refusals.ts'
import { textResponse } from '../statusResponse.ts'
import { answerDiscovery } from './discovery.ts'
import { servedGroups } from './groups.ts'
import { answerOpenApi } from './openApi.ts'

const version = {
  major: '1',
  minor: '36',
  emulationMajor: '1',
  emulationMinor: '36',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '35',
  gitVersion: 'v1.36.3',
  gitCommit: '',
  gitTreeState: '',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: '',
  compiler: '',
  platform: '',
}

const checks = ['/healthz', '/livez', '/readyz']

/** @throws ApiError */
export function answerPath(cluster: SimulatedCluster, request: Request): Response {
  const { pathname, searchParams } = new URL(request.url)
  const path = pathname.length > 1 ? pathname.replace(/\/$/, '') : pathname
  const answer =
    fixed(cluster, path, searchParams.has('verbose')) ??
    answerDiscovery(cluster, path, request.headers.get('accept') ?? '') ??
    answerOpenApi(cluster, path)
  if (answer === undefined) return textResponse('404 page not found\n', 404)
  if (request.method !== 'GET') throw methodNotAllowed()
  return answer
}

function fixed(cluster: SimulatedCluster, path: string, verbose: boolean): Response | undefined {
  if (path === '/version') return pretty(version)
  if (path === '/') return pretty({ paths: rootPaths(cluster) })
  if (!checks.includes(path)) return undefined
  return textResponse(verbose ? `[+]ping ok\n${path.slice(1)} check passed\n` : 'ok')
}

function rootPaths(cluster: SimulatedCluster): readonly string[] {
  const groups = servedGroups(cluster).flatMap(({ group, version }) =>
    group === '' ? ['/api', `/api/${version}`] : [`/apis/${group}`, `/apis/${group}/${version}`],
  )
  return [...groups, '/apis', ...checks, '/openapi/v3', '/version'].toSorted()
}

/** The API server writes these for people (responsewriters, WriteRawJSON). */
function pretty(value: unknown): Response {
  const headers = { 'content-type': 'application/json' }
  return new Response(JSON.stringify(value, undefined, 2), { headers })
}
