/** Which columns each resource's table has, and what stands in them (pkg/printers/internalversion/printers.go). */
import { at, isJson, numberOrZero, text, textOrEmpty } from '../../../domain/decode/readJson.ts'
import { labelSelector } from '../../../domain/decode/jsonObjects.ts'
import { printLabelSelector } from '../../../domain/k8s/labelSelector.ts'
import type { KubeObject } from '../../objects.ts'
import { since } from './humanDuration.ts'
import { jobCells } from './jobCells.ts'
import { nodeCells } from './nodeCells.ts'
import { podCells } from './podCells.ts'

export interface TableOf {
  /** Texts where no type is said; `+` before those of wide output. */
  readonly columns: string
  readonly cells: (object: KubeObject, now: number) => readonly unknown[]
}

const none = '<none>'

/** Of kinds without columns of their own. */
export const defaultTable: TableOf = {
  columns: 'Name, Created At:date',
  cells: ({ metadata }) => [metadata.name, metadata.creationTimestamp],
}

export const tables: Readonly<Record<string, TableOf>> = {
  configmaps: {
    columns: 'Name, Data, Age',
    cells: (object, now) => [
      object.metadata.name,
      sizeOf(object['data']) + sizeOf(object['binaryData']),
      ageOf(object, now),
    ],
  },
  namespaces: {
    columns: 'Name, Status, Age',
    cells: (object, now) => [
      object.metadata.name,
      textOrEmpty(at(object.status, 'phase')),
      ageOf(object, now),
    ],
  },
  projects: {
    columns: 'Name, Display Name, Status',
    cells: (object) => [
      object.metadata.name,
      object.metadata.annotations?.['openshift.io/display-name'] ?? '',
      textOrEmpty(at(object.status, 'phase')),
    ],
  },
  nodes: {
    columns:
      'Name, Status, Roles, Age, Version, +Internal-IP, +External-IP, +OS-Image, +Kernel-Version, +Container-Runtime',
    cells: nodeCells,
  },
  pods: {
    columns: 'Name, Ready, Status, Restarts, Age, +IP, +Node, +Nominated Node, +Readiness Gates',
    cells: podCells,
  },
  daemonsets: {
    columns:
      'Name, Desired:integer, Current:integer, Ready:integer, Up-to-date:integer, Available:integer, Node Selector, Age, +Containers, +Images, +Selector',
    cells: daemonSetCells,
  },
  controllerrevisions: {
    columns: 'Name, Controller, Revision, Age',
    cells: (object, now) => [
      object.metadata.name,
      controllerOf(object),
      object['revision'],
      ageOf(object, now),
    ],
  },
  events: {
    columns:
      'Last Seen, Type, Reason, Object, +Subobject, +Source, Message, +First Seen, +Count, +Name',
    cells: eventCells,
  },
  priorityclasses: {
    columns: 'Name, Value:integer, Global-Default:boolean, Age, PreemptionPolicy',
    cells: (object, now) => [
      object.metadata.name,
      numberOrZero(object['value']),
      object['globalDefault'] === true,
      ageOf(object, now),
      textOrEmpty(object['preemptionPolicy']),
    ],
  },
  resourcequotas: { columns: 'Name, Request, Limit, Age', cells: quotaCells },
  serviceaccounts: {
    columns: 'Name, Age',
    cells: (object, now) => [object.metadata.name, ageOf(object, now)],
  },
  leases: {
    columns: 'Name, Holder, Age',
    cells: (object, now) => [
      object.metadata.name,
      textOrEmpty(at(object.spec, 'holderIdentity')),
      ageOf(object, now),
    ],
  },
  rolebindings: { columns: bindingColumns(), cells: bindingCells },
  clusterrolebindings: { columns: bindingColumns(), cells: bindingCells },
  deployments: {
    columns: 'Name, Ready, Up-to-date, Available, Age, +Containers, +Images, +Selector',
    cells: (object, now) => [
      object.metadata.name,
      `${numberOrZero(at(object.status, 'readyReplicas'))}/${numberOrZero(at(object.spec, 'replicas'))}`,
      numberOrZero(at(object.status, 'updatedReplicas')),
      numberOrZero(at(object.status, 'availableReplicas')),
      ageOf(object, now),
      ...containersOf(object),
      selectorOf(object),
    ],
  },
  replicasets: {
    columns:
      'Name, Desired:integer, Current:integer, Ready:integer, Age, +Containers, +Images, +Selector',
    cells: (object, now) => [
      object.metadata.name,
      numberOrZero(at(object.spec, 'replicas')),
      numberOrZero(at(object.status, 'replicas')),
      numberOrZero(at(object.status, 'readyReplicas')),
      ageOf(object, now),
      ...containersOf(object),
      selectorOf(object),
    ],
  },
  jobs: {
    columns: 'Name, Status, Completions, Duration, Age, +Containers, +Images, +Selector',
    cells: (object, now) => [...jobCells(object, now), ...containersOf(object), selectorOf(object)],
  },
  statefulsets: {
    columns: 'Name, Ready, Age, +Containers, +Images',
    cells: (object, now) => [
      object.metadata.name,
      `${numberOrZero(at(object.status, 'readyReplicas'))}/${numberOrZero(at(object.spec, 'replicas'))}`,
      ageOf(object, now),
      ...containersOf(object),
    ],
  },
}

function ageOf({ metadata }: KubeObject, now: number): string {
  return since(metadata.creationTimestamp, now)
}

function sizeOf(value: unknown): number {
  return isJson(value) ? Object.keys(value).length : 0
}

function daemonSetCells(object: KubeObject, now: number): readonly unknown[] {
  const count = (name: string): number => numberOrZero(at(object.status, name))
  const selector = at(at(at(object.spec, 'template'), 'spec'), 'nodeSelector')
  return [
    object.metadata.name,
    count('desiredNumberScheduled'),
    count('currentNumberScheduled'),
    count('numberReady'),
    count('updatedNumberScheduled'),
    count('numberAvailable'),
    formatLabels(selector),
    ageOf(object, now),
    ...containersOf(object),
    selectorOf(object),
  ]
}

/** apimachinery, pkg/labels/labels.go, FormatLabels */
function formatLabels(labels: unknown): string {
  const entries = isJson(labels) ? Object.entries(labels) : []
  const texts = entries.map(([key, value]) => `${key}=${textOrEmpty(value)}`)
  return texts.length === 0 ? none : texts.toSorted().join(',')
}

function selectorOf({ spec }: KubeObject): string {
  return printLabelSelector(labelSelector(at(spec, 'selector')) ?? {}) || none
}

function containersOf({ spec }: KubeObject): readonly [names: string, images: string] {
  const containers = at(at(at(spec, 'template'), 'spec'), 'containers')
  const all = Array.isArray(containers) ? containers.filter(isJson) : []
  const joined = (field: string): string => all.map((each) => textOrEmpty(each[field])).join(',')
  return [joined('name'), joined('image')]
}

function controllerOf({ metadata }: KubeObject): string {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true)
  if (owner === undefined) return none
  const group = owner.apiVersion.includes('/') ? `.${owner.apiVersion.split('/')[0] ?? ''}` : ''
  return `${owner.kind.toLowerCase()}${group}/${owner.name}`
}

/** @param event of either group */
function eventCells(event: KubeObject, now: number): readonly unknown[] {
  const either = (name: string, other: string): unknown => event[name] ?? event[other]
  const said = (name: string, other = name): string => textOrEmpty(either(name, other))
  const first = since(said('firstTimestamp', 'deprecatedFirstTimestamp') || said('eventTime'), now)
  const series = event['series']
  const source = either('source', 'deprecatedSource')
  const last = isJson(series)
    ? series['lastObservedTime']
    : said('lastTimestamp', 'deprecatedLastTimestamp')
  const involved = either('involvedObject', 'regarding')
  const kind = textOrEmpty(at(involved, 'kind')).toLowerCase()
  const name = textOrEmpty(at(involved, 'name'))
  const component =
    text(at(source, 'component')) ?? said('reportingComponent', 'reportingController')
  const host = text(at(source, 'host')) ?? textOrEmpty(event['reportingInstance'])
  return [
    last === '' ? first : since(last, now),
    textOrEmpty(event['type']),
    textOrEmpty(event['reason']),
    name === '' ? kind : `${kind}/${name}`,
    textOrEmpty(at(involved, 'fieldPath')),
    host === '' ? component : `${component}, ${host}`,
    said('message', 'note').trim(),
    first,
    numberOrZero(isJson(series) ? series['count'] : either('count', 'deprecatedCount')) || 1,
    event.metadata.name,
  ]
}

function quotaCells(object: KubeObject, now: number): readonly unknown[] {
  const hard = at(object.status, 'hard')
  const names = (isJson(hard) ? Object.keys(hard) : []).toSorted()
  const texts = (limits: boolean): string =>
    names
      .filter((name) => name.startsWith('limits.') === limits)
      .map((name) => `${name}: ${quantity(object, 'used', name)}/${quantity(object, 'hard', name)}`)
      .join(', ')
  return [object.metadata.name, texts(false), texts(true), ageOf(object, now)]
}

function quantity({ status }: KubeObject, which: string, name: string): string {
  const value = at(at(status, which), name)
  return typeof value === 'number' ? String(value) : (text(value) ?? '0')
}

function bindingColumns(): string {
  return 'Name, Role, Age, +Users, +Groups, +ServiceAccounts'
}

function bindingCells(object: KubeObject, now: number): readonly unknown[] {
  const ref = object['roleRef']
  const subjects = object['subjects']
  const all = Array.isArray(subjects) ? subjects.filter(isJson) : []
  const named = (kind: string): string =>
    all
      .filter((subject) => subject['kind'] === kind)
      .map(({ name, namespace }) =>
        kind === 'ServiceAccount'
          ? `${textOrEmpty(namespace)}/${textOrEmpty(name)}`
          : textOrEmpty(name),
      )
      .join(', ')
  const role = `${textOrEmpty(at(ref, 'kind'))}/${textOrEmpty(at(ref, 'name'))}`
  const people = [named('User'), named('Group'), named('ServiceAccount')]
  return [object.metadata.name, role, ageOf(object, now), ...people]
}
