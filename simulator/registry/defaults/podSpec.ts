/** Defaults of what a Pod is made of, in Pods and in templates (pkg/apis/core/v1/defaults.go). */
import { isJson, type Json } from '../../../domain/decode/readJson.ts'
import { containerDefaults, hostPorts, requestsFromLimits } from './containers.ts'
import { all, fill, inField, inSharedItems, type Defaults } from './defaulting.ts'
import { resourceLists } from './quantities.ts'
import { volumeDefaults } from './volumes.ts'

/** The older name of the field is still written beside the newer (pkg/apis/core/v1/conversion.go). */
function bothServiceAccounts(spec: Json): Json {
  const { serviceAccountName, serviceAccount } = spec
  const name = serviceAccountName ?? serviceAccount
  return serviceAccountName === serviceAccount
    ? spec
    : { ...spec, serviceAccountName: name, serviceAccount: name }
}

const ofBoth: Defaults = all(
  fill({ dnsPolicy: 'ClusterFirst', restartPolicy: 'Always', schedulerName: 'default-scheduler' }),
  fill({ securityContext: {}, terminationGracePeriodSeconds: 30 }),
  bothServiceAccounts,
  resourceLists('overhead'),
  inField('resources', resourceLists('limits', 'requests')),
  inSharedItems('volumes', volumeDefaults),
)

const ofContainers = containerLists(containerDefaults)

/** Those of a template. */
const templateSpecDefaults: Defaults = all(ofBoth, ofContainers)

const ofPod = all(ofBoth, ofContainers, fill({ enableServiceLinks: true }))
const ofPodContainers = containerLists(requestsFromLimits)
const ofHostNetwork = containerLists(hostPorts)

/** Those of a Pod, some of which a template does not get. */
export const podSpecDefaults: Defaults = (spec) => {
  const filled = ofPodContainers(ofPod(spec))
  return filled['hostNetwork'] === true ? ofHostNetwork(filled) : filled
}

function containerLists(defaults: Defaults): Defaults {
  return all(inSharedItems('containers', defaults), inSharedItems('initContainers', defaults))
}

/** A template with defaults in it. */
export function templateDefaults(template: unknown): Json {
  return inField(
    'spec',
    templateSpecDefaults,
  )(
    isJson(template) && isJson(template['spec'])
      ? template
      : { ...(isJson(template) ? template : {}), spec: {} },
  )
}
