import { describe, expect, it } from 'vitest'
import { daemonSet, now, pod } from '../../app/answers.test-kit.ts'
import type { Pod } from '../../../domain/k8s/objects.ts'
import type { CellView } from '../../live/views.ts'
import { cellStory, stateSince } from './cellStory.ts'
import { cellView } from './grid.test-kit.ts'

function keys(some: Partial<CellView>): readonly string[] {
  return cellStory(cellView(some)).map(({ key }) => key)
}

const tooLittle =
  "0/8 nodes are available: 1 Insufficient cpu, 1 Insufficient memory, 7 node(s) didn't satisfy plugin(s) [NodeAffinity]."

function failing(some: Partial<Pod>): readonly string[] {
  return keys({ state: 'failing', pods: [pod('p', { ready: false, ...some })] })
}

describe('the sentences for a cell', () => {
  it('tell apart why a Pod fails', () => {
    const trouble = (reason: string, more = {}) => [{ container: 'c', reason, ...more }]
    expect(failing({ trouble: trouble('ImagePullBackOff', { message: '401' }) })).toEqual([
      'image',
      'message',
    ])
    expect(failing({ trouble: trouble('CrashLoopBackOff') })).toEqual(['crashLoop'])
    expect(failing({ trouble: trouble('OOMKilled', { exitCode: 137 }) })).toEqual(['oomKilled'])
    expect(failing({ trouble: trouble('Error', { exitCode: 1 }) })).toEqual(['exited'])
    expect(failing({ trouble: trouble('CreateContainerConfigError') })).toEqual(['trouble'])
    expect(failing({ phase: 'Failed', reason: 'Evicted', message: 'low on memory' })).toEqual([
      'evicted',
      'message',
    ])
    expect(failing({ phase: 'Failed', reason: 'NodePorts' })).toEqual(['rejected'])
    expect(failing({ phase: 'Succeeded' })).toEqual(['ended'])
  })

  it('say whether a misscheduled Pod may stay', () => {
    const verdict = (shouldContinueRunning: boolean) => ({
      state: 'misscheduled' as const,
      verdict: { shouldRun: false, shouldContinueRunning, reasons: [] },
    })
    expect(keys(verdict(true))).toEqual(['misscheduledStays'])
    expect(keys(verdict(false))).toEqual(['misscheduledGoes'])
  })

  it('say in plain words what the scheduler says of this node, and nothing of the others', () => {
    const pending = (message: string) => {
      const unscheduled = { reason: 'Unschedulable', message }
      const { node: _node, ...waiting } = pod('p', { phase: 'Pending', ready: false, unscheduled })
      return keys({ state: 'pending', pods: [waiting] })
    }
    const others = "7 node(s) didn't satisfy plugin(s) [NodeAffinity]"
    const preemption =
      'no new claims to deallocate, preemption: 0/8 nodes are available: 1 No preemption victims found for incoming pod, 7 Preemption is not helpful for scheduling.'
    expect(
      pending(`0/8 nodes are available: 1 Insufficient cpu, ${others}. ${preemption}`),
    ).toEqual(['unschedulable', 'insufficient', 'noVictims', 'roomNow'])
    const notHelpful =
      'no new claims to deallocate, preemption: 0/8 nodes are available: 8 Preemption is not helpful for scheduling.'
    expect(
      pending(
        `0/8 nodes are available: 1 node(s) didn't match Pod's node affinity/selector, ${others}. ${notHelpful}`,
      ),
    ).toEqual(['unschedulable', 'selectorAdded'])
    expect(pending('something else')).toEqual(['unschedulable', 'message'])
  })

  it('give the figures of now for what the scheduler calls insufficient, the reason against preemption once', () => {
    const unscheduled = { reason: 'Unschedulable', message: tooLittle }
    const { node: _node, ...waiting } = pod('p', { phase: 'Pending', ready: false, unscheduled })
    const view = { state: 'pending', pods: [waiting] } as const
    const short = (resource: string) =>
      ({
        kind: 'shortage',
        shortage: { kind: 'resource', resource, requested: 5, free: 2, allocatable: 9, ending: 0 },
        preemption: 'noLowerPriority',
      }) as const
    const told = cellStory(cellView({ ...view, shortages: [short('cpu'), short('memory')] }))
    expect(told).toMatchObject([
      { key: 'unschedulable' },
      { key: 'fit', reason: { shortage: { resource: 'cpu' }, preemption: 'helps' } },
      { key: 'fit', reason: { shortage: { resource: 'memory' }, preemption: 'noLowerPriority' } },
    ])
    expect(keys(view)).toEqual(['unschedulable', 'insufficient', 'insufficient', 'roomNow'])
  })

  it('are about the Pod that has the cell’s state, though another one is older', () => {
    const old = pod('old', { ready: true, deleted: 5 })
    const trouble = [{ container: 'c', reason: 'CrashLoopBackOff' }]
    expect(keys({ state: 'failing', pods: [old, pod('new', { ready: false, trouble })] })).toEqual([
      'crashLoop',
    ])
  })

  it('say what becomes of an outdated Pod', () => {
    const onDelete = daemonSet('fluent-bit', 'uid', 'logging')
    const ready = { state: 'ready', outdated: true, pods: [pod('p')] } as const
    expect(keys(ready)).toEqual(['ready', 'outdatedRolling'])
    const spec = { ...onDelete.spec, updateStrategy: { type: 'OnDelete' } }
    expect(keys({ ...ready, daemonSet: { ...onDelete, spec } })).toEqual([
      'ready',
      'outdatedOnDelete',
    ])
  })

  it('say nothing of Pods that are not known yet', () => {
    expect(keys({ placeholder: true, state: 'missing', pods: [] })).toEqual(['loading'])
  })
})

describe('since when', () => {
  const seconds = now / 1000

  it('is when the Pod became Ready, began to wait, or stopped being Ready', () => {
    const since = (some: Partial<CellView>) => stateSince(cellView(some))
    expect(since({ state: 'ready', pods: [pod('p', { readySince: seconds - 60 })] })).toBe(
      now - 60_000,
    )
    const unscheduled = { reason: 'Unschedulable', since: seconds - 30 }
    expect(since({ state: 'pending', pods: [pod('p', { unscheduled })] })).toBe(now - 30_000)
    expect(since({ state: 'failing', pods: [pod('p')] })).toBe(now - 3_600_000)
  })

  it('is not said where the cluster does not tell', () => {
    expect(stateSince(cellView({ state: 'missing', pods: [] }))).toBeUndefined()
    expect(stateSince(cellView({ state: 'terminating', pods: [pod('p')] }))).toBeUndefined()
    expect(stateSince(cellView({ state: 'misscheduled', pods: [pod('p')] }))).toBeUndefined()
  })
})
