/** Roles and bindings as the store has them, read (rbac/v1 types). */
import { labelSelector } from '../../../domain/decode/jsonObjects.ts'
import { at, isJson, listOf, shape, text, textOrEmpty } from '../../../domain/decode/readJson.ts'
import { labelSelectorMatches } from '../../../domain/k8s/labelSelector.ts'
import type { KubeObject } from '../../objects.ts'
import type { Store } from '../../store/store.ts'
import type { Identity } from '../call.ts'

export interface PolicyRule {
  readonly verbs: readonly string[]
  readonly apiGroups?: readonly string[]
  readonly resources?: readonly string[]
  readonly resourceNames?: readonly string[]
  readonly nonResourceURLs?: readonly string[]
}

/** A rule that somebody has, and by what. */
export interface Grant {
  readonly rule: PolicyRule
  /** Such as `ClusterRoleBinding "viewers" of ClusterRole "view" to User "jane"`. */
  readonly by: string
}

const texts = (value: unknown): readonly string[] => listOf(value, text)
const someTexts = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value)
    ? listOf(value, (item) => (typeof item === 'string' ? item : undefined))
    : undefined

const readRule = shape<PolicyRule>({
  verbs: texts,
  apiGroups: someTexts,
  resources: someTexts,
  resourceNames: someTexts,
  nonResourceURLs: someTexts,
})

/** @param namespace '' for what holds in the whole cluster alone */
export function* grantsOf(store: Store, identity: Identity, namespace: string): Generator<Grant> {
  for (const binding of store.list('clusterrolebindings')) yield* grantsBy(store, binding, identity)
  if (namespace === '') return
  for (const binding of store.list('rolebindings', namespace))
    yield* grantsBy(store, binding, identity)
}

function* grantsBy(store: Store, binding: KubeObject, identity: Identity): Generator<Grant> {
  const { kind, metadata } = binding
  const namespace = metadata.namespace ?? ''
  const subject = subjectOf(binding, identity, namespace)
  if (subject === undefined) return
  const ref = binding['roleRef']
  const [refKind, refName] = [textOrEmpty(at(ref, 'kind')), textOrEmpty(at(ref, 'name'))]
  const name = namespace === '' ? metadata.name : `${metadata.name}/${namespace}`
  const by = `${kind} ${JSON.stringify(name)} of ${refKind} ${JSON.stringify(refName)} to ${subject}`
  for (const rule of rulesOf(store, refKind, refName, namespace)) yield { rule, by }
}

/** What of the identity a binding names: `User "jane"`. */
function subjectOf(binding: KubeObject, identity: Identity, namespace: string): string | undefined {
  const subjects = binding['subjects']
  if (!Array.isArray(subjects)) return undefined
  const found = subjects.filter(isJson).find((subject) => {
    const name = textOrEmpty(subject['name'])
    if (subject['kind'] === 'User') return name === identity.user || name === '*'
    if (subject['kind'] === 'Group') return identity.groups.includes(name)
    const of = text(subject['namespace']) ?? namespace
    return identity.user === `system:serviceaccount:${of}:${name}`
  })
  if (found === undefined) return undefined
  const kind = textOrEmpty(found['kind'])
  const suffix = kind === 'ServiceAccount' ? `/${text(found['namespace']) ?? namespace}` : ''
  return `${kind} ${JSON.stringify(textOrEmpty(found['name']) + suffix)}`
}

function rulesOf(
  store: Store,
  kind: string,
  name: string,
  namespace: string,
): readonly PolicyRule[] {
  const isOfCluster = kind === 'ClusterRole'
  const key = { namespace: isOfCluster ? '' : namespace, name }
  const role = store.get(isOfCluster ? 'clusterroles' : 'roles', key)
  return role === undefined ? [] : roleRules(store, role)
}

/** A role's own rules, or where it aggregates others, theirs: admin aggregates edit, and that view. */
export function roleRules(
  store: Store,
  role: KubeObject,
  seen: ReadonlySet<string> = new Set(),
): readonly PolicyRule[] {
  const selectors = at(role['aggregationRule'], 'clusterRoleSelectors')
  if (!Array.isArray(selectors)) return listOf(role['rules'], readRule)
  const now = new Set([...seen, role.metadata.name])
  const read = selectors.map(labelSelector)
  return store
    .list('clusterroles')
    .filter(({ metadata }) => !now.has(metadata.name))
    .filter(({ metadata }) => read.some((each) => labelSelectorMatches(each, metadata.labels)))
    .flatMap((part) => roleRules(store, part, now))
}
