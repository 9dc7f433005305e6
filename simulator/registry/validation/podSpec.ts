/** What a Pod is made of (pkg/apis/core/validation/validation.go, ValidatePodSpec). */
import { number, texts, type Json } from '../../../domain/decode/readJson.ts'
import { dnsLabelErrors, dnsSubdomainErrors } from '../../../domain/k8s/names.ts'
import { invalid, invalids, type FieldErrors } from '../fieldErrors.ts'
import { validateLabels } from '../validateMeta.ts'
import { validateAffinity } from './affinity.ts'
import { choiceErrors } from './choices.ts'
import { validateContainers, validateInitContainers, type PodContext } from './containers.ts'
import { eachItem, inPart, inText } from './parts.ts'
import {
  validateDns,
  validateHostAliases,
  validateHostUsers,
  validateOs,
  validateReadinessGates,
  validateSchedulingGates,
} from './podParts.ts'
import { validatePodRequirements, validateRequirements } from './resources.ts'
import { validatePodSecurityContext } from './securityContext.ts'
import { validateTolerations } from './taints.ts'
import { validateTopologySpread } from './topologySpread.ts'
import { validateVolumes } from './volumes.ts'

const restartPolicies = ['Always', 'OnFailure', 'Never']
const dnsPolicies = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None']

/** @param ofPod the spec is a Pod's, not a template's */
export function validatePodSpec(spec: Json, path: string, ofPod: boolean): FieldErrors {
  return [
    ...sharedParts(spec, path),
    ...inPart(spec['resources'], `${path}.resources`, validatePodRequirements),
    ...hostNetworkErrors(spec, path, ofPod),
    ...choiceErrors(spec, path, 'restartPolicy', restartPolicies),
    ...choiceErrors(spec, path, 'dnsPolicy', dnsPolicies),
    ...validateLabels(texts(spec['nodeSelector']), `${path}.nodeSelector`),
    ...inPart(spec['securityContext'], `${path}.securityContext`, (context, field) =>
      validatePodSecurityContext(context, field, spec),
    ),
    ...inPart(spec['affinity'], `${path}.affinity`, validateAffinity),
    ...validateDns(spec, path),
    ...validateReadinessGates(spec['readinessGates'], `${path}.readinessGates`),
    ...validateSchedulingGates(spec['schedulingGates'], `${path}.schedulingGates`),
    ...validateTopologySpread(
      spec['topologySpreadConstraints'],
      `${path}.topologySpreadConstraints`,
    ),
    ...validateHostUsers(spec, path),
    ...nameErrors(spec, path, 'serviceAccountName', dnsSubdomainErrors),
    ...nameErrors(spec, path, 'nodeName', dnsSubdomainErrors),
    ...deadlineErrors(spec, path),
    ...nameErrors(spec, path, 'hostname', dnsLabelErrors),
    ...nameErrors(spec, path, 'subdomain', dnsLabelErrors),
    ...validateTolerations(spec['tolerations'], `${path}.tolerations`),
    ...validateHostAliases(spec['hostAliases'], `${path}.hostAliases`),
    ...nameErrors(spec, path, 'priorityClassName', dnsSubdomainErrors),
    ...nameErrors(spec, path, 'runtimeClassName', dnsSubdomainErrors),
    ...choiceErrors(spec, path, 'preemptionPolicy', ['PreemptLowerPriority', 'Never']),
    ...inPart(spec['overhead'], `${path}.overhead`, (limits, field) =>
      validateRequirements({ limits }, field),
    ),
    ...inPart(spec['os'], `${path}.os`, validateOs),
  ]
}

/** Containers with which nothing is wrong → what else of the spec they were looked at beside. */
const valid = new WeakMap<object, readonly unknown[]>()

/** Volumes and containers: the Pods of one template share them, so that they are looked at once. */
function sharedParts(spec: Json, path: string): FieldErrors {
  const { containers, volumes, initContainers } = spec
  const grace = number(spec['terminationGracePeriodSeconds'])
  const sharesUsers = spec['hostUsers'] !== false
  const beside = [volumes, initContainers, grace, sharesUsers]
  const known = Array.isArray(containers) ? valid.get(containers) : undefined
  if (known?.every((part, index) => part === beside[index]) === true) return []
  const { errors, names } = validateVolumes(volumes, `${path}.volumes`)
  const pod: PodContext = { volumes: names, grace, sharesUsers }
  const found = [
    ...errors,
    ...validateContainers(containers, `${path}.containers`, pod),
    ...validateInitContainers(initContainers, `${path}.initContainers`, pod, containers),
  ]
  if (found.length === 0 && Array.isArray(containers)) valid.set(containers, beside)
  return found
}

/** validatePodHostNetworkDeps */
function hostNetworkErrors(spec: Json, path: string, ofPod: boolean): FieldErrors {
  if (spec['hostNetwork'] !== true) return []
  const why = 'must match `containerPort` when `hostNetwork` is true'
  return eachItem(spec['containers'], `${path}.containers`, ({ ports }, container) =>
    eachItem(ports, `${container}.ports`, (port, each) => {
      const [own, hostPort] = [number(port['containerPort']) ?? 0, number(port['hostPort']) ?? 0]
      if (hostPort === own || (hostPort === 0 && !ofPod)) return []
      return [invalid(`${each}.hostPort`, hostPort, why)]
    }),
  )
}

function nameErrors(
  spec: Json,
  path: string,
  field: string,
  errorsOf: (name: string) => readonly string[],
): FieldErrors {
  return inText(spec[field], (name) => invalids(`${path}.${field}`, name, errorsOf(name)))
}

function deadlineErrors({ activeDeadlineSeconds }: Json, path: string): FieldErrors {
  const seconds = number(activeDeadlineSeconds)
  if (seconds === undefined || (seconds >= 1 && seconds <= 2_147_483_647)) return []
  const field = `${path}.activeDeadlineSeconds`
  return [invalid(field, seconds, 'must be between 1 and 2147483647, inclusive')]
}
