/** A Node's row (kubernetes, pkg/printers/internalversion/printers.go, printNode). */
import { at, isJson, text, textOrEmpty } from '../../../domain/decode/readJson.ts'
import type { KubeObject } from '../../objects.ts'
import { since } from './humanDuration.ts'

const rolePrefix = 'node-role.kubernetes.io/'

export function nodeCells(node: KubeObject, now: number): readonly unknown[] {
  const { metadata, status } = node
  const info = at(status, 'nodeInfo')
  const known = (name: string): string => text(at(info, name)) ?? '<unknown>'
  const architecture = textOrEmpty(at(info, 'architecture'))
  return [
    metadata.name,
    statusOf(node),
    rolesOf(node),
    since(metadata.creationTimestamp, now),
    textOrEmpty(at(info, 'kubeletVersion')),
    addressOf(status, 'InternalIP'),
    addressOf(status, 'ExternalIP'),
    known('osImage'),
    known('kernelVersion') + (architecture === '' ? '' : ` (${architecture})`),
    known('containerRuntimeVersion'),
  ]
}

function statusOf({ spec, status }: KubeObject): string {
  const ready = itemsOf(status, 'conditions').find((condition) => at(condition, 'type') === 'Ready')
  const isReady = at(ready, 'status') === 'True'
  const state = ready === undefined ? 'Unknown' : isReady ? 'Ready' : 'NotReady'
  return at(spec, 'unschedulable') === true ? `${state},SchedulingDisabled` : state
}

function rolesOf({ metadata }: KubeObject): string {
  const roles = Object.entries(metadata.labels ?? {}).flatMap(([key, value]) => {
    if (key.startsWith(rolePrefix)) return [key.slice(rolePrefix.length)]
    return key === 'kubernetes.io/role' ? [value] : []
  })
  const named = [...new Set(roles)].filter((role) => role !== '').toSorted()
  return named.join(',') || '<none>'
}

function addressOf(status: unknown, type: string): string {
  const found = itemsOf(status, 'addresses').find((address) => at(address, 'type') === type)
  return text(at(found, 'address')) ?? '<none>'
}

function itemsOf(value: unknown, name: string): readonly unknown[] {
  const items = at(value, name)
  return Array.isArray(items) ? items.filter(isJson) : []
}
