import { listAt, numberAt, textAt } from './json.ts'
import { concurrency } from './nodes.ts'
import type { Request } from './types.ts'
import { forEachAtOnce, waitFor } from './waitFor.ts'
import { type PlannedDaemonSet, planDaemonSets } from './workloads.ts'

type Asked = { readonly request: Request }

/**
 * Creates m DaemonSets (see planDaemonSets) with the namespaces they need. It does not wait for
 * their Pods: that is daemonSetsReady's.
 */
export async function createDaemonSets({ request }: Asked, m: number): Promise<void> {
  const planned = planDaemonSets(m)
  for (const namespace of new Set(planned.map(({ metadata }) => metadata.namespace))) {
    await ensureNamespace(request, namespace)
  }
  await forEachAtOnce(planned, concurrency, (daemonSet) =>
    request('admin-cert', 'POST', pathOf(daemonSet), daemonSet),
  )
}

/** How many of the Pods that all DaemonSets of the cluster want are Ready. */
export async function daemonSetsReady({
  request,
}: Asked): Promise<{ readonly ready: number; readonly wanted: number; readonly settled: boolean }> {
  const all = listAt(await request('admin-cert', 'GET', '/apis/apps/v1/daemonsets'), 'items')
  const sum = (count: (daemonSet: unknown) => number): number =>
    all.reduce<number>((total, daemonSet) => total + count(daemonSet), 0)
  const ready = sum((daemonSet) => numberAt(daemonSet, 'status', 'numberReady'))
  const wanted = sum((daemonSet) => numberAt(daemonSet, 'status', 'desiredNumberScheduled'))
  const observed = all.every(
    (daemonSet) =>
      numberAt(daemonSet, 'status', 'observedGeneration') ===
      numberAt(daemonSet, 'metadata', 'generation'),
  )
  return { ready, wanted, settled: observed && ready === wanted }
}

/** Creates a namespace unless it exists, and waits until Pods can be created in it. */
async function ensureNamespace(request: Request, name: string): Promise<void> {
  const namespaces = await request('admin-cert', 'GET', '/api/v1/namespaces')
  const names = listAt(namespaces, 'items').map((item) => textAt(item, 'metadata', 'name'))
  if (!names.includes(name)) {
    await request('admin-cert', 'POST', '/api/v1/namespaces', { metadata: { name } })
  }
  const account = `/api/v1/namespaces/${name}/serviceaccounts/default`
  await waitFor(() => request('admin-cert', 'GET', account), `the ServiceAccount of ${name}`)
}

function pathOf({ metadata }: PlannedDaemonSet): string {
  return `/apis/apps/v1/namespaces/${metadata.namespace}/daemonsets`
}
