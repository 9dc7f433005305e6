import type { Cluster } from '../cluster/types.ts'
import type { BarePage } from './barePage.ts'
import { watchPods } from './watchPods.ts'

/** A Pod that the visible part of the grid shows as Ready: its DaemonSet and node. */
interface Seen {
  readonly namespace: string
  readonly daemonSet: string
  readonly node: string
}

/** Reads a Ready cell of the grid by its accessible name. */
async function readyCells(page: BarePage): Promise<Seen[]> {
  const names = await page.call(() =>
    [...document.querySelectorAll('[role=gridcell]')].map((cell) => cell.ariaLabel).join('\n'),
  )
  return String(names)
    .split('\n')
    .flatMap((name) => {
      const [, namespace, daemonSet, node] = /^(\S+)\/(\S+) on (\S+): Ready$/.exec(name) ?? []
      return namespace === undefined || daemonSet === undefined || node === undefined
        ? []
        : [{ namespace, daemonSet, node }]
    })
}

/** Resolves, in the page, with the moment (Date.now()) at which the cell says something else than Ready. */
async function untilNotReady(
  page: BarePage,
  { namespace, daemonSet, node }: Seen,
): Promise<number> {
  const moment = await page.call(
    (prefix) =>
      new Promise((resolve) => {
        const look = () => {
          const cell = [...document.querySelectorAll('[role=gridcell]')].find((each) =>
            each.ariaLabel?.startsWith(prefix),
          )
          if (cell !== undefined && cell.ariaLabel !== `${prefix}Ready`) resolve(Date.now())
          else requestAnimationFrame(look)
        }
        look()
      }),
    `${namespace}/${daemonSet} on ${node}: `,
  )
  return Number(moment)
}

const notReady = {
  status: { conditions: [{ type: 'Ready', status: 'False', reason: 'ContainersNotReady' }] },
}

/**
 * Makes Pods not ready, one after another, that the grid shows as Ready, and compares when a watch of our own says so
 * with when the screen does. (Deleted Pods would not do: here they are replaced within a frame.)
 * @returns milliseconds from the watch's event to the changed cell, per Pod
 */
export async function measureChanges(
  page: BarePage,
  cluster: Cluster,
  runs: number,
): Promise<number[]> {
  const watch = await watchPods(cluster)
  const cells = (await readyCells(page)).slice(0, runs)
  if (cells.length === 0) throw new Error('the grid shows no Ready cell')
  const measured: number[] = []
  for (const cell of cells) {
    const pod = watch.podOf(cell.namespace, cell.daemonSet, cell.node)
    const onScreen = untilNotReady(page, cell)
    const inWatch = watch.nextEvent(pod)
    await cluster.request(
      'admin-cert',
      'PATCH',
      `/api/v1/namespaces/${cell.namespace}/pods/${pod}/status`,
      notReady,
      { contentType: 'application/strategic-merge-patch+json' },
    )
    measured.push((await onScreen) - (await inWatch))
  }
  watch.close()
  return measured
}
