import { request } from 'node:https'
import { createInterface } from 'node:readline'
import { listAt, textAt } from '../cluster/json.ts'
import type { Cluster } from '../cluster/types.ts'
import { adminAgent } from './adminAgent.ts'

export interface PodWatch {
  /** Name of the Pod of a DaemonSet on a node; throws where there is none. */
  podOf(namespace: string, daemonSet: string, node: string): string
  /** The moment (Date.now()) of the next event of the Pod. */
  nextEvent(pod: string): Promise<number>
  close(): void
}

/** Watches all Pods directly at the API server: the clock that the screen is held against. */
export async function watchPods(cluster: Cluster): Promise<PodWatch> {
  const list = await cluster.request('admin-cert', 'GET', '/api/v1/pods?resourceVersion=0')
  const pods = listAt(list, 'items').map((pod) => ({
    name: textAt(pod, 'metadata', 'name'),
    namespace: textAt(pod, 'metadata', 'namespace'),
    owner: textAt(listAt(pod, 'metadata', 'ownerReferences')[0], 'name'),
    node: textAt(pod, 'spec', 'nodeName'),
  }))
  const waiting = new Map<string, (moment: number) => void>()
  const agent = await adminAgent(cluster)
  const from = textAt(list, 'metadata', 'resourceVersion')
  const asked = request(new URL(`/api/v1/pods?watch=1&resourceVersion=${from}`, cluster.url), {
    agent,
  })
  asked.on('error', () => {})
  asked.on('response', (answer) => {
    const lines = createInterface(answer)
    // `close` ends the answer in the middle.
    lines.on('error', () => {})
    lines.on('line', (line) => {
      const name = textAt(JSON.parse(line), 'object', 'metadata', 'name')
      waiting.get(name)?.(Date.now())
      waiting.delete(name)
    })
  })
  asked.end()
  return {
    podOf(namespace, daemonSet, node) {
      const pod = pods.find(
        (each) => each.namespace === namespace && each.owner === daemonSet && each.node === node,
      )
      if (pod === undefined) throw new Error(`no Pod of ${namespace}/${daemonSet} on ${node}`)
      return pod.name
    },
    nextEvent: (pod) => new Promise((resolve) => waiting.set(pod, resolve)),
    close: () => {
      asked.destroy()
      agent.destroy()
    },
  }
}
