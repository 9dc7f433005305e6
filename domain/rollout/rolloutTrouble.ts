/** What a forecast has to expect to be in the way, from what can be seen now. */
import type { DaemonSet } from '../k8s/objects.ts'
import {
  livePods,
  type RolloutCell,
  rolloutCells,
  type RolloutInput,
  type RolloutTrouble,
  type StuckState,
} from './rolloutCells.ts'

const noTrouble: RolloutTrouble = {
  deadNodes: new Set(),
  stuckNodes: new Map(),
  isPortTaken: false,
}

/**
 * Nodes that are not ready are taken for dead. A node where a Pod cannot be scheduled is stuck, and one where a Pod of
 * the target's template fails; one of an older template may fail for a reason that the rollout mends. With host ports a
 * surge's new Pod waits for the old one, which is taken to use the same ports.
 */
export function expectedTrouble(input: RolloutInput): RolloutTrouble {
  const isPortTaken = usesHostPorts(input.daemonSet)
  const stuck = new Map<string, StuckState>()
  for (const cell of rolloutCells(input, noTrouble)) {
    const state = stuckState(cell, isPortTaken)
    if (state !== undefined) stuck.set(cell.name, state)
  }
  const dead = input.nodes.filter(({ isReady }) => !isReady).map(({ name }) => name)
  return {
    deadNodes: new Set(dead),
    stuckNodes: stuck,
    isPortTaken,
  }
}

function stuckState(cell: RolloutCell, isPortTaken: boolean): StuckState | undefined {
  const live = livePods(cell)
  // A Pod that waits for another one's port is no sign that the node itself has no room.
  const isWaiting = live.length > 1 && isPortTaken
  if (!isWaiting && live.some(({ isUnschedulable }) => isUnschedulable)) return 'pending'
  const fails = live.some(
    ({ state, isTerminal, isUpToDate }) => state === 'failing' && !isTerminal && isUpToDate,
  )
  return fails ? 'failing' : undefined
}

/** With hostNetwork every port is a host port (pkg/apis/core/v1/defaults.go). */
function usesHostPorts({ spec }: DaemonSet): boolean {
  const { containers = [], initContainers = [], hostNetwork } = spec.template.spec
  const sidecars = initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always')
  return [...containers, ...sidecars]
    .flatMap(({ ports = [] }) => ports)
    .some(({ hostPort = 0 }) => hostPort > 0 || hostNetwork === true)
}
