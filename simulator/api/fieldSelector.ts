/** Field selectors (apimachinery, pkg/fields/selector.go), and the fields that each kind lets itself be selected by. */
import { at, textOrEmpty } from '../../domain/decode/readJson.ts'
import type { KubeObject } from '../objects.ts'
import type { Resource } from '../registry/resources.ts'
import { badRequest } from '../registry/refusals.ts'

export interface FieldTerm {
  readonly field: string
  readonly equal: boolean
  readonly value: string
  readonly of: (object: KubeObject) => string
}

/** @throws ApiError 400 */
export function parseFieldSelector(text: string, resource: Resource): readonly FieldTerm[] {
  const terms = text.split(/(?<!\\),/).filter((term) => term !== '')
  return terms.toSorted().map((term) => {
    const [, field = '', operator, value = ''] = /^(.*?)(!=|==|=)(.*)$/.exec(term) ?? []
    if (operator === undefined)
      throw badRequest(`invalid selector: '${text}'; can't understand '${term}'`)
    const of = fieldOf(field, resource)
    return { field, equal: operator !== '!=', value: value.replaceAll(/\\(.)/g, '$1'), of }
  })
}

export function fieldsMatch(terms: readonly FieldTerm[], object: KubeObject): boolean {
  return terms.every(({ equal, value, of }) => (of(object) === value) === equal)
}

type ReadField = FieldTerm['of']

const metadata: Readonly<Record<string, ReadField>> = {
  'metadata.name': (object) => object.metadata.name,
  'metadata.namespace': (object) => object.metadata.namespace ?? '',
}

/** The field itself, where its name in the selector is its path. */
function path(...names: readonly string[]): Readonly<Record<string, ReadField>> {
  return Object.fromEntries(
    names.map((name) => [
      name,
      (object: KubeObject) => {
        const value = name.split('.').reduce<unknown>(at, object)
        return typeof value === 'number' ? String(value) : textOrEmpty(value)
      },
    ]),
  )
}

function flag(name: string): Readonly<Record<string, ReadField>> {
  const [first = '', second = ''] = name.split('.')
  return { [name]: (object) => String(at(at(object, first), second) === true) }
}

const references = [
  'kind',
  'namespace',
  'name',
  'uid',
  'apiVersion',
  'resourceVersion',
  'fieldPath',
]

function component(object: KubeObject): string {
  const reporting = textOrEmpty(at(object, 'reportingComponent'))
  return textOrEmpty(at(at(object, 'source'), 'component')) || reporting
}

/** core/v1/conversion.go and each resource's strategy.go. */
const ofKinds: Readonly<Record<string, Readonly<Record<string, ReadField>>>> = {
  pods: {
    ...path(
      'spec.nodeName',
      'spec.restartPolicy',
      'spec.schedulerName',
      'spec.serviceAccountName',
      'status.phase',
      'status.podIP',
      'status.nominatedNodeName',
    ),
    ...flag('spec.hostNetwork'),
  },
  nodes: flag('spec.unschedulable'),
  namespaces: path('status.phase'),
  replicasets: path('status.replicas'),
  jobs: path('status.successful'),
  events: {
    ...path(...references.map((name) => `involvedObject.${name}`), 'reason', 'type'),
    ...path('reportingComponent'),
    source: component,
  },
  'events.events.k8s.io': path(
    ...references.map((name) => `regarding.${name}`),
    'reason',
    'reportingController',
    'type',
  ),
}

function fieldOf(field: string, { plural, group }: Resource): ReadField {
  const special = ofKinds[plural === 'events' && group !== '' ? `${plural}.${group}` : plural]
  const found = metadata[field] ?? special?.[field]
  if (found !== undefined) return found
  if (special !== undefined) throw badRequest(`field label not supported: ${field}`)
  throw badRequest(
    `${JSON.stringify(field)} is not a known field selector: only "metadata.name", "metadata.namespace"`,
  )
}
