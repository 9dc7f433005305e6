/**
 * When Pods may be driven away from nodes that are not ready: slowly in each zone, and not at all where so much is down
 * that the control plane itself may be cut off (node_lifecycle_controller.go, handleDisruption and ComputeZoneState).
 */
import { labelOf } from '../../domain/k8s/labels.ts'
import type { KubeObject } from '../objects.ts'
import { isReady } from './conditions.ts'

interface Zone {
  ready: number
  readonly notReady: Set<string>
  /** When the next node may be tainted. */
  nextAt: number
}

/** A zone with more nodes than this is large. */
const largeZone = 50
const usualInterval = 10_000
const slowInterval = 100_000

export class Zones {
  readonly #zones = new Map<string, Zone>()

  /** A Node is new, has changed or has gone. @returns whether this changes what may be tainted */
  changed(before: KubeObject | undefined, after: KubeObject | undefined): boolean {
    if (before !== undefined && after !== undefined && stateOf(before) === stateOf(after))
      return false
    if (before !== undefined) this.#count(before, -1)
    if (after !== undefined) this.#count(after, 1)
    return true
  }

  /** Nodes that are not ready. */
  *notReady(): Iterable<string> {
    for (const { notReady } of this.#zones.values()) yield* notReady
  }

  /** Every node is down: then the fault is rather the control plane's, and no node is tainted. */
  get allAreDown(): boolean {
    const zones = [...this.#zones.values()].filter(
      ({ ready, notReady }) => ready + notReady.size > 0,
    )
    return zones.length > 0 && zones.every(({ ready }) => ready === 0)
  }

  /**
   * Asks to taint a node; a yes counts.
   * @returns 0 for yes, else how many milliseconds to wait; undefined: for as long as nothing changes
   */
  takeTurn(node: KubeObject, now: number): number | undefined {
    const zone = this.#zones.get(zoneOf(node))
    if (zone === undefined || this.allAreDown) return undefined
    const down = zone.notReady.size
    const total = zone.ready + down
    const isPartlyDown = zone.ready > 0 && down > 2 && down / total >= 0.55
    if (isPartlyDown && total <= largeZone) return undefined
    if (zone.nextAt > now) return zone.nextAt - now
    zone.nextAt = now + (isPartlyDown ? slowInterval : usualInterval)
    return 0
  }

  #count(node: KubeObject, sign: 1 | -1): void {
    const key = zoneOf(node)
    const zone = this.#zones.get(key) ?? { ready: 0, notReady: new Set(), nextAt: 0 }
    this.#zones.set(key, zone)
    const { name } = node.metadata
    if (isReady(node)) zone.ready += sign
    else if (sign === 1) zone.notReady.add(name)
    else zone.notReady.delete(name)
  }
}

function stateOf(node: KubeObject): string {
  return `${zoneOf(node)} ${String(isReady(node))}`
}

/** component-helpers, node/topology/helpers.go, GetZoneKey */
function zoneOf({ metadata: { labels } }: KubeObject): string {
  const region = labelOf(labels, 'topology.kubernetes.io/region') ?? ''
  return `${region}/${labelOf(labels, 'topology.kubernetes.io/zone') ?? ''}`
}
