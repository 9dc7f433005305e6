import { useState } from 'react'
import { useDeleteDaemonSet } from '../../api/daemonSets.ts'
import { type Permission, useCan } from '../../api/permissions.ts'
import { useView } from '../../live/useView.ts'
import { type DataState, dataState, isKnown } from '../../ui/dataState.ts'
import { type DeletionPhase, deletionPhase } from './deletionPhase.ts'
import { podNodes } from './podNodes.ts'

/** The DaemonSet that is to be deleted: this very one, not another of its name. */
export interface DeletionTarget {
  readonly namespace: string
  readonly name: string
  readonly uid: string
}

export interface Deletion {
  readonly phase: DeletionPhase
  readonly permission: Permission
  /** How far the DaemonSets that the page shows can be trusted. */
  readonly data: DataState
  /** Nodes with Pods of it, when it was asked for or now; undefined: not known. */
  readonly nodes: number | undefined
  readonly keepPods: boolean
  readonly setKeepPods: (keep: boolean) => void
  readonly start: () => void
}

const question = {}

/** Deleting a DaemonSet, from the question to its being gone. */
export function useDeletion({ namespace, name, uid }: DeletionTarget): Deletion {
  const request = useDeleteDaemonSet()
  const permission = useCan({ verb: 'delete', group: 'apps', resource: 'daemonsets', namespace })
  const freshness = useView('connection', question)?.resources
  const data = dataState(freshness, ['daemonsets'])
  const view = useView('daemonSet', { namespace, name })
  const known = isKnown(data) ? view : undefined
  const [keepPods, setKeepPods] = useState(false)
  const [nodesThen, setNodesThen] = useState<number>()
  const podsKnown = isKnown(dataState(freshness, ['pods', 'nodes']))
  const nodesNow = known === undefined || !podsKnown ? undefined : podNodes(known.counts)
  const start = () => {
    setNodesThen(nodesNow)
    request.mutate({ namespace, name, uid, keepPods })
  }
  return {
    phase: deletionPhase(request, uid, known),
    permission,
    data,
    nodes: request.status === 'idle' ? nodesNow : nodesThen,
    keepPods,
    setKeepPods,
    start,
  }
}
