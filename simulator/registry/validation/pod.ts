/** Pods (pkg/apis/core/validation/validation.go, ValidatePodCreate and ValidatePodUpdate). */
import {
  at,
  isJson,
  listOf,
  number,
  text,
  textOrEmpty,
  type Json,
} from '../../../domain/decode/readJson.ts'
import { labelKeyErrors } from '../../../domain/k8s/labels.ts'
import { dnsSubdomainErrors } from '../../../domain/k8s/names.ts'
import type { KubeObject } from '../../objects.ts'
import { isSame } from '../../store/store.ts'
import type { Draft } from '../draft.ts'
import { forbiddenField, invalid, invalids, type FieldErrors } from '../fieldErrors.ts'
import { without } from '../without.ts'
import { ipErrors } from './addresses.ts'
import { eachItem, itemsOf } from './parts.ts'
import { validatePodSpec } from './podSpec.ts'

export function validatePod({ spec = {} }: Draft): FieldErrors {
  const isGated = listOf(spec['schedulingGates'], (gate) => gate).length > 0
  const why = 'cannot be set until all schedulingGates have been cleared'
  return [
    ...validatePodSpec(spec, 'spec', true),
    ...(isGated && text(spec['nodeName']) !== undefined
      ? [forbiddenField('spec.nodeName', why)]
      : []),
  ]
}

/** ValidatePodStatusUpdate; what is said of containers is not looked at. */
export function validatePodStatus(
  { status }: Draft,
  { spec, status: old }: KubeObject,
): FieldErrors {
  const [now, before] = [at(status, 'qosClass'), at(old, 'qosClass')]
  const isBound = text(at(spec, 'nodeName')) !== undefined
  return [
    ...eachItem(at(status, 'conditions'), 'status.conditions', ({ type }, each) =>
      invalids(`${each}.Type`, textOrEmpty(type), labelKeyErrors(textOrEmpty(type))),
    ),
    ...(at(status, 'nominatedNodeName') === at(old, 'nominatedNodeName')
      ? []
      : nominationErrors(textOrEmpty(at(status, 'nominatedNodeName')), isBound)),
    ...(now === before ? [] : [invalid('status.qosClass', now ?? '', 'field is immutable')]),
    ...eachItem(at(status, 'podIPs'), 'status.podIPs', ({ ip }, each) =>
      ipErrors(textOrEmpty(ip), each),
    ),
    ...hostIpErrors(at(status, 'hostIP'), at(status, 'hostIPs')),
  ]
}

function nominationErrors(name: string, isBound: boolean): FieldErrors {
  const field = 'status.nominatedNodeName'
  const late = 'may not be set on pods that are already bound to a node'
  if (name === '') return []
  return [
    ...invalids(field, name, dnsSubdomainErrors(name)),
    ...(isBound ? [forbiddenField(field, late)] : []),
  ]
}

function hostIpErrors(hostIP: unknown, hostIPs: unknown): FieldErrors {
  const path = 'status.hostIPs'
  const [first] = itemsOf(hostIPs).map(({ ip }) => textOrEmpty(ip))
  return [
    ...(first === undefined || first === textOrEmpty(hostIP)
      ? []
      : [invalid(`${path}[0].ip`, first, 'must be equal to `hostIP`')]),
    ...eachItem(hostIPs, path, ({ ip }, each) => ipErrors(textOrEmpty(ip), each)),
  ]
}

/** Of a Pod that is there, little can be changed. */
export function validatePodUpdate(
  { spec = {} }: Draft,
  { spec: old = {} }: KubeObject,
): FieldErrors {
  if (isSame(spec, old)) return []
  const errors = validatePodSpec(spec, 'spec', true)
  const moved = ['containers', 'initContainers'].filter(
    (list) => itemsOf(spec[list]).length !== itemsOf(old[list]).length,
  )
  if (moved.length > 0) {
    const why = 'pod updates may not add or remove containers'
    return [...errors, ...moved.slice(0, 1).map((list) => forbiddenField(`spec.${list}`, why))]
  }
  return [
    ...errors,
    ...deadlineErrors(spec, old),
    ...tolerationErrors(spec, old),
    ...gateErrors(spec, old),
    ...(isSame(fixed(spec), fixed(old)) ? [] : [forbiddenField('spec', onlyThese)]),
  ]
}

/** Kubernetes goes on with a comparison of the two, in the way of a debugger; it is left out here. */
const onlyThese = [
  'pod updates may not change fields other than `spec.containers[*].image`',
  '`spec.initContainers[*].image`',
  '`spec.activeDeadlineSeconds`',
  '`spec.tolerations` (only additions to existing tolerations)',
  '`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)\n',
].join(',')

/** What no update may change. */
function fixed(spec: Json): Json {
  const withoutImages = (list: unknown): unknown =>
    itemsOf(list).map((container) => without(container, 'image'))
  return {
    ...without(spec, 'activeDeadlineSeconds', 'tolerations', 'schedulingGates'),
    containers: withoutImages(spec['containers']),
    initContainers: withoutImages(spec['initContainers']),
  }
}

function deadlineErrors(spec: Json, old: Json): FieldErrors {
  const field = 'spec.activeDeadlineSeconds'
  const [seconds, before] = [spec, old].map((each) => number(each['activeDeadlineSeconds']))
  if (before === undefined || seconds === before) return []
  if (seconds === undefined) {
    return [invalid(field, null, 'must not update from a positive integer to nil value')]
  }
  if (seconds < before) return []
  return [invalid(field, seconds, 'must be less than or equal to previous value')]
}

/** Of those that were there, only tolerationSeconds may differ. */
function tolerationErrors(spec: Json, old: Json): FieldErrors {
  const now = itemsOf(spec['tolerations'])
  const same = (a: Json, b: Json): boolean =>
    isSame(without(a, 'tolerationSeconds'), without(b, 'tolerationSeconds'))
  const isKept = itemsOf(old['tolerations']).every((each) => now.some((next) => same(each, next)))
  const why = 'existing toleration can not be modified except its tolerationSeconds'
  return isKept ? [] : [forbiddenField('spec.tolerations', why)]
}

function gateErrors(spec: Json, old: Json): FieldErrors {
  const names = listOf(old['schedulingGates'], (gate) => text(at(gate, 'name')))
  return itemsOf(spec['schedulingGates']).flatMap((gate, index) => {
    const name = textOrEmpty(gate['name'])
    if (!isJson(gate) || names.includes(name)) return []
    const why = `only deletion is allowed, but found new scheduling gate '${name}'`
    return [forbiddenField(`spec.schedulingGates[${index}].name`, why)]
  })
}
