/** Defaults of containers (pkg/apis/core/v1/defaults.go and zz_generated.defaults.go). */
import { text, type Json } from '../../../domain/decode/readJson.ts'
import { all, fill, fillZeros, inField, inItems, type Defaults } from './defaulting.ts'
import { quantityField, resourceLists } from './quantities.ts'

const httpGet = inField('httpGet', fill({ path: '/', scheme: 'HTTP' }))

const probe = all(
  fillZeros({ timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 }),
  httpGet,
  inField('grpc', (grpc) => (grpc['service'] === undefined ? { ...grpc, service: '' } : grpc)),
)

export const fieldRef = inField('fieldRef', fill({ apiVersion: 'v1' }))
export const resourceFieldRef = inField(
  'resourceFieldRef',
  all(fill({ divisor: '0' }), quantityField('divisor')),
)

export const containerDefaults: Defaults = all(
  inItems('ports', fill({ protocol: 'TCP' })),
  inItems('env', inField('valueFrom', all(fieldRef, resourceFieldRef))),
  inField('livenessProbe', probe),
  inField('readinessProbe', probe),
  inField('startupProbe', probe),
  inField('lifecycle', all(inField('postStart', httpGet), inField('preStop', httpGet))),
  fill({ resources: {} }),
  inField('resources', resourceLists('limits', 'requests')),
  fill({ terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File' }),
  (container) => fill({ imagePullPolicy: pullPolicy(text(container['image']) ?? '') })(container),
)

/** Always for the tag latest, also where neither a tag nor a digest is given. */
function pullPolicy(image: string): string {
  const [reference = '', digest] = image.split('@')
  const name = reference.slice(reference.lastIndexOf('/') + 1)
  const [, tag = digest === undefined && name !== '' ? 'latest' : ''] = name.split(':')
  return tag === 'latest' ? 'Always' : 'IfNotPresent'
}

/** Of a Pod's containers, not of a template's: a limit without a request is a request too (SetDefaults_Pod). */
export function requestsFromLimits(container: Json): Json {
  return inField('resources', (resources) => {
    const { limits, requests } = resources
    if (typeof limits !== 'object' || limits === null) return resources
    const all = { ...limits, ...(typeof requests === 'object' ? requests : {}) }
    const isComplete = Object.keys(all).length === Object.keys(requests ?? {}).length
    return isComplete ? resources : { ...resources, requests: all }
  })(container)
}

/** With the node's network each port of a container is one of the node (defaultHostNetworkPorts). */
export const hostPorts: Defaults = inItems('ports', (port) =>
  fillZeros({ hostPort: port['containerPort'] })(port),
)
