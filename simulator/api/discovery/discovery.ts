/** What there is, as clients ask for it (apiserver, pkg/endpoints/discovery, and in one answer: discovery/aggregated). */
import { apiVersionOf, type Resource, type Subresource } from '../../registry/resources.ts'
import type { SimulatedCluster } from '../call.ts'
import { jsonResponse } from '../statusResponse.ts'
import { type ServedGroup, servedGroups } from './groups.ts'

/** @returns undefined where the path is none of discovery's */
export function answerDiscovery(
  cluster: SimulatedCluster,
  path: string,
  accept: string,
): Response | undefined {
  const groups = servedGroups(cluster)
  const [root, group = '', version, ...more] = path.split('/').filter((part) => part !== '')
  if (more.length > 0) return undefined
  if (root === 'api' && group === '') return answerRoot(groups.filter(isCore), accept, versions)
  if (root === 'apis' && group === '')
    return answerRoot(
      groups.filter((each) => !isCore(each)),
      accept,
      groupList,
    )
  if (root === 'api') return version === undefined ? resourceList(groups, '', group) : undefined
  if (root !== 'apis') return undefined
  if (version !== undefined) return resourceList(groups, group, version)
  const found = groups.find((each) => each.group === group)
  return found && jsonResponse({ kind: 'APIGroup', apiVersion: 'v1', ...describeGroup(found) })
}

function isCore({ group }: ServedGroup): boolean {
  return group === ''
}

const aggregatedType = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'

function answerRoot(
  groups: readonly ServedGroup[],
  accept: string,
  plain: (groups: readonly ServedGroup[]) => unknown,
): Response {
  const wanted = accept.split(',').some((clause) => clause.replaceAll(' ', '') === aggregatedType)
  if (!wanted) return jsonResponse(plain(groups))
  const head = { kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', metadata: {} }
  const items = groups.map(aggregated)
  return jsonResponse({ ...head, items }, { 'content-type': aggregatedType })
}

function versions(): unknown {
  const addresses = [{ clientCIDR: '0.0.0.0/0', serverAddress: 'kubernetes.default.svc:443' }]
  return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: addresses }
}

function groupList(groups: readonly ServedGroup[]): unknown {
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: groups.map(describeGroup) }
}

function describeGroup({ group, version }: ServedGroup): object {
  const preferredVersion = { groupVersion: `${group}/${version}`, version }
  return { name: group, versions: [preferredVersion], preferredVersion }
}

function resourceList(
  groups: readonly ServedGroup[],
  group: string,
  version: string,
): Response | undefined {
  const found = groups.find((each) => each.group === group && each.version === version)
  return (
    found &&
    jsonResponse({
      kind: 'APIResourceList',
      ...(group === '' ? {} : { apiVersion: 'v1' }),
      groupVersion: apiVersionOf(found),
      resources: found.resources.flatMap(describeResource),
    })
  )
}

function describeResource(resource: Resource): readonly object[] {
  const { plural, singular, namespaced, kind, verbs, shortNames, categories } = resource
  const main = {
    name: plural,
    singularName: singular,
    namespaced,
    kind,
    verbs,
    ...(shortNames.length === 0 ? {} : { shortNames }),
    ...(categories.length === 0 ? {} : { categories }),
  }
  const subs = resource.subresources.map(({ name, kind: subKind, verbs, group, version }) => ({
    name: `${plural}/${name}`,
    singularName: '',
    namespaced,
    ...(group === undefined ? {} : { group, version }),
    kind: subKind,
    verbs,
  }))
  return [main, ...subs]
}

function aggregated({ group, version, resources }: ServedGroup): unknown {
  const described = resources.map((resource) => {
    const { plural, singular, kind, namespaced, verbs, shortNames, categories } = resource
    const subresources = resource.subresources.map(aggregatedSub)
    return {
      resource: plural,
      responseKind: { group: '', version: '', kind },
      scope: namespaced ? 'Namespaced' : 'Cluster',
      singularResource: singular,
      verbs,
      ...(shortNames.length === 0 ? {} : { shortNames }),
      ...(categories.length === 0 ? {} : { categories }),
      ...(subresources.length === 0 ? {} : { subresources }),
    }
  })
  return {
    metadata: group === '' ? {} : { name: group },
    versions: [{ version, resources: described, freshness: 'Current' }],
  }
}

function aggregatedSub({ name, kind, verbs, group = '', version = '' }: Subresource): unknown {
  return { subresource: name, responseKind: { group, version, kind }, verbs }
}
