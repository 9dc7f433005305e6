import { describe, expect, it } from 'vitest'
import { readSchedulerMessage } from './schedulerMessage.ts'

const affinity = "node(s) didn't match Pod's node affinity/selector"
const others = "node(s) didn't satisfy plugin(s) [NodeAffinity]"
const noVictims = 'No preemption victims found for incoming pod'
const notHelpful = 'Preemption is not helpful for scheduling'

function message(filters: string, preemption: string): string {
  return `0/8 nodes are available: ${filters}. no new claims to deallocate, preemption: ${preemption}`
}

describe('readSchedulerMessage', () => {
  it('keeps what concerns the one node, and why preemption does not help there', () => {
    const text = message(
      `1 Insufficient cpu, 7 ${others}`,
      `0/8 nodes are available: 1 ${noVictims}, 7 ${notHelpful}.`,
    )
    expect(readSchedulerMessage(text)).toEqual({
      kind: 'node',
      reasons: ['Insufficient cpu'],
      preemption: [noVictims],
    })
  })

  it('keeps every reason of the node', () => {
    const text = message(
      `1 Insufficient cpu, 1 Insufficient memory, 1 Too many pods, 7 ${others}`,
      `0/8 nodes are available: 1 Insufficient cpu, 1 Too many pods, 7 ${notHelpful}.`,
    )
    expect(readSchedulerMessage(text)).toEqual({
      kind: 'node',
      reasons: ['Insufficient cpu', 'Insufficient memory', 'Too many pods'],
      preemption: ['Insufficient cpu', 'Too many pods'],
    })
  })

  it('preemption is not helpful on its node either', () => {
    const text = message(`1 ${affinity}, 7 ${others}`, `0/8 nodes are available: 8 ${notHelpful}.`)
    expect(readSchedulerMessage(text)).toEqual({
      kind: 'node',
      reasons: [affinity],
      preemption: [notHelpful],
    })
  })

  it.each([
    'not eligible due to preemptionPolicy=Never',
    'not eligible due to a terminating pod on the nominated node',
  ])('preemption is %s', (preemption) => {
    const text = message(`1 Insufficient cpu, 7 ${others}`, `${preemption}.`)
    expect(readSchedulerMessage(text)).toMatchObject({ preemption: [preemption] })
  })

  it('tells the node from the only other one', () => {
    const text = `0/2 nodes are available: 1 Insufficient cpu, 1 ${others}. preemption: 0/2 nodes are available: 1 ${noVictims}, 1 ${notHelpful}.`
    expect(readSchedulerMessage(text)).toEqual({
      kind: 'node',
      reasons: ['Insufficient cpu'],
      preemption: [noVictims],
    })
  })

  it('reads a cluster of one node, and counts sorted as text', () => {
    expect(readSchedulerMessage('0/1 nodes are available: 1 Too many pods.')).toEqual({
      kind: 'node',
      reasons: ['Too many pods'],
      preemption: [],
    })
    expect(
      readSchedulerMessage(`0/13 nodes are available: 1 Too many pods, 12 ${others}.`),
    ).toMatchObject({ reasons: ['Too many pods'] })
  })

  it('a local volume narrows the nodes as well', () => {
    const text = message(
      `1 Insufficient cpu, 7 node(s) didn't satisfy plugin(s) [NodeAffinity VolumeBinding]`,
      `0/8 nodes are available: 8 ${notHelpful}.`,
    )
    expect(readSchedulerMessage(text)).toMatchObject({ reasons: ['Insufficient cpu'] })
  })

  it('its node is gone', () => {
    const text = message(`8 ${others}`, `0/8 nodes are available: 8 ${notHelpful}.`)
    expect(readSchedulerMessage(text)).toEqual({ kind: 'nodeGone' })
  })

  it('the Pod is refused before any node', () => {
    const refused = 'persistentvolumeclaim "nope" not found'
    expect(readSchedulerMessage(`0/8 nodes are available: ${refused}. not found`)).toEqual({
      kind: 'pod',
      reason: refused,
    })
    const apart = "node(s) didn't satisfy plugin(s) [NodeAffinity VolumeBinding] simultaneously"
    expect(readSchedulerMessage(message(apart, `0/8 nodes are available: ${apart}.`))).toEqual({
      kind: 'pod',
      reason: apart,
    })
  })

  it('reads what older schedulers say of the other nodes', () => {
    const filtered = `0/3 nodes are available: 1 node(s) didn't have free ports for the requested pod ports, 2 node is filtered out by the prefilter result. preemption: 0/3 nodes are available: 1 ${noVictims}, 2 ${notHelpful}.`
    expect(readSchedulerMessage(filtered)).toEqual({
      kind: 'node',
      reasons: ["node(s) didn't have free ports for the requested pod ports"],
      preemption: [noVictims],
    })
    expect(
      readSchedulerMessage(`0/2 nodes are available: 1 Insufficient cpu, 1 ${affinity}.`),
    ).toMatchObject({ reasons: ['Insufficient cpu'] })
  })

  it.each([
    '',
    'no nodes available to schedule pods',
    'Scheduling is blocked due to non-empty scheduling gates',
    '0/3 nodes are unavailable: 3 Insufficient cpu.',
    '0/3 nodes are available: 3 Insufficient cpu.',
    '0/3 nodes are available: 1 Insufficient cpu, 2 node(s) had',
  ])('passes other text on as it is: %j', (text) => {
    expect(readSchedulerMessage(text)).toEqual({ kind: 'unknown', text })
  })
})
