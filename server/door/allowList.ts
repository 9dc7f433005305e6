/**
 * What passes from the browser to the Kubernetes API, and nothing else does: no Secrets or ConfigMaps, no exec,
 * attach, portforward or proxy, no tokens. Of each line, `{}` stands for one name.
 */
const rules = `
  GET                    /version
  GET                    /api
  GET                    /apis
  GET                    /api/v1
  GET                    /apis/apps/v1
  GET                    /apis/events.k8s.io/v1
  GET                    /apis/scheduling.k8s.io/v1
  GET                    /apis/config.openshift.io/v1
  GET                    /apis/project.openshift.io/v1
  GET                    /openapi/v3
  GET                    /openapi/v3/api/v1
  GET                    /openapi/v3/apis/apps/v1

  GET                    /api/v1/nodes
  GET PATCH              /api/v1/nodes/{}
  GET POST               /api/v1/namespaces
  GET PATCH              /api/v1/namespaces/{}
  GET                    /api/v1/pods
  GET                    /api/v1/namespaces/{}/pods
  GET DELETE             /api/v1/namespaces/{}/pods/{}
  GET                    /api/v1/namespaces/{}/pods/{}/log
  GET                    /api/v1/events
  GET                    /api/v1/namespaces/{}/events
  GET                    /apis/events.k8s.io/v1/events
  GET                    /apis/events.k8s.io/v1/namespaces/{}/events
  GET                    /api/v1/namespaces/{}/serviceaccounts
  GET                    /api/v1/namespaces/{}/serviceaccounts/{}
  GET                    /api/v1/namespaces/{}/resourcequotas
  GET                    /api/v1/namespaces/{}/limitranges

  GET                    /apis/apps/v1/daemonsets
  GET POST               /apis/apps/v1/namespaces/{}/daemonsets
  GET PUT PATCH DELETE   /apis/apps/v1/namespaces/{}/daemonsets/{}
  GET                    /apis/apps/v1/namespaces/{}/daemonsets/{}/status
  GET                    /apis/apps/v1/controllerrevisions
  GET                    /apis/apps/v1/namespaces/{}/controllerrevisions
  GET                    /apis/apps/v1/namespaces/{}/controllerrevisions/{}
  GET                    /apis/scheduling.k8s.io/v1/priorityclasses
  GET                    /apis/scheduling.k8s.io/v1/priorityclasses/{}

  POST                   /apis/authorization.k8s.io/v1/selfsubjectaccessreviews
  POST                   /apis/authorization.k8s.io/v1/selfsubjectrulesreviews
  POST                   /apis/authentication.k8s.io/v1/selfsubjectreviews

  GET                    /apis/config.openshift.io/v1/schedulers
  GET                    /apis/config.openshift.io/v1/schedulers/{}
  GET                    /apis/project.openshift.io/v1/projects
  GET                    /apis/project.openshift.io/v1/projects/{}
  POST                   /apis/project.openshift.io/v1/projectrequests
`

/** Of the query, these names pass: /k8s (apimachinery meta/v1 options, core/v1 PodLogOptions) and /stream. */
const queryNames: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'k8s',
    words(`
      labelSelector fieldSelector limit continue resourceVersion resourceVersionMatch watch allowWatchBookmarks
      sendInitialEvents timeoutSeconds dryRun fieldManager fieldValidation force gracePeriodSeconds propagationPolicy
      container follow previous sinceSeconds sinceTime tailLines limitBytes timestamps hash
    `),
  ],
  ['stream', words('namespaces nodes daemonsets controllerrevisions pods seconds')],
])

const contentTypes: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['POST', words('application/json application/yaml')],
  ['PUT', words('application/json application/yaml')],
  ['DELETE', words('application/json')],
  [
    'PATCH',
    words(`
      application/strategic-merge-patch+json application/merge-patch+json application/json-patch+json
      application/apply-patch+yaml
    `),
  ],
])

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/))
}

/** Names of objects (RFC 1123 subdomains): they hold no slash, no colon and nothing that could be decoded. */
const objectName = '[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?'

interface Rule {
  readonly methods: ReadonlySet<string>
  readonly path: RegExp
}

const table: readonly Rule[] = rules
  .trim()
  .split(/\n\s*/)
  .map((line) => {
    const parts = line.split(/\s+/)
    const path = (parts.pop() ?? '').replaceAll('.', '\\.').replaceAll('{}', objectName)
    return { methods: new Set(parts), path: new RegExp(`^${path}$`) }
  })

/** @param path as the API server knows it, without /k8s */
export function isAllowed(method: string, path: string): boolean {
  return table.some((rule) => rule.methods.has(method) && rule.path.test(path))
}

/** @param endpoint k8s, stream, session or demo. @returns whether each name in a query is known, and stands there once */
export function isKnownQuery(endpoint: string, query: string): boolean {
  if (query === '') return true
  const known = queryNames.get(endpoint)
  const names = query.split('&').map((pair) => pair.split('=')[0] ?? '')
  return new Set(names).size === names.length && names.every((name) => known?.has(name) === true)
}

/** @returns whether a body of this type may go to the API server; it must say its type, and say it once */
export function isKnownContentType(method: string, values: readonly string[]): boolean {
  const [value = '', ...more] = values
  const type = (value.split(';')[0] ?? '').trim().toLowerCase()
  return more.length === 0 && contentTypes.get(method)?.has(type) === true
}
