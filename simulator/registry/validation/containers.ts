/** Containers (pkg/apis/core/validation/validation.go, validateContainers and validateInitContainers). */
import { number, text, textOrEmpty, type Json } from '../../../domain/decode/readJson.ts'
import { dnsLabelErrors } from '../../../domain/k8s/names.ts'
import {
  duplicate,
  forbiddenField,
  invalids,
  required,
  unsupported,
  type FieldErrors,
} from '../fieldErrors.ts'
import { choiceErrors } from './choices.ts'
import { validateEnv, validateEnvFrom } from './environment.ts'
import { validateHandlers } from './handlers.ts'
import { portNameErrors, portNumber } from './numbers.ts'
import { eachItem, inPart, inText, isRepeated, itemsOf } from './parts.ts'
import { validateMounts } from './mounts.ts'
import { validateRequirements } from './resources.ts'
import { validateSecurityContext } from './securityContext.ts'

/** What of a Pod its containers are looked at beside. */
export interface PodContext {
  /** Names of its volumes with which nothing is wrong. */
  readonly volumes: ReadonlySet<string>
  /** terminationGracePeriodSeconds */
  readonly grace: number | undefined
  /** It has the users of its node (hostUsers). */
  readonly sharesUsers: boolean
}

export function validateContainers(
  containers: unknown,
  path: string,
  pod: PodContext,
): FieldErrors {
  if (itemsOf(containers).length === 0) return [required(path)]
  const names = new Set<string>()
  return [
    ...eachItem(containers, path, (container, each) => [
      ...commonErrors(container, each, pod),
      ...repeatedName(container, each, names),
      ...validateHandlers(container, each, pod.grace),
      ...choiceErrors(container, each, 'restartPolicy', restartPolicies),
    ]),
    ...hostPortErrors(containers, path, new Set()),
  ]
}

/** @param regular the Pod's other containers, which share their names with these */
export function validateInitContainers(
  containers: unknown,
  path: string,
  pod: PodContext,
  regular: unknown,
): FieldErrors {
  const names = new Set(itemsOf(regular).map(({ name }) => textOrEmpty(name)))
  return eachItem(containers, path, (container, each) => [
    ...commonErrors(container, each, pod),
    ...choiceErrors(container, each, 'restartPolicy', restartPolicies),
    ...repeatedName(container, each, names),
    // They run one after the other; that all are called the first one is Kubernetes' own.
    ...hostPortErrors([container], path, new Set()),
    ...(container['restartPolicy'] === 'Always'
      ? validateHandlers(container, each, pod.grace)
      : handlersErrors(container, each)),
  ])
}

function handlersErrors(container: Json, path: string): FieldErrors {
  const why = 'may not be set for init containers without restartPolicy=Always'
  return ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe']
    .filter((field) => container[field] !== undefined)
    .map((field) => forbiddenField(`${path}.${field}`, why))
}

function repeatedName({ name }: Json, path: string, names: Set<string>): FieldErrors {
  return isRepeated(names, textOrEmpty(name)) ? [duplicate(`${path}.name`, textOrEmpty(name))] : []
}

/** validateContainerCommon */
function commonErrors(container: Json, path: string, pod: PodContext): FieldErrors {
  const name = textOrEmpty(container['name'])
  return [
    ...(name === ''
      ? [required(`${path}.name`)]
      : invalids(`${path}.name`, name, dnsLabelErrors(name))),
    ...(text(container['image']) === undefined ? [required(`${path}.image`)] : []),
    ...choiceErrors(container, path, 'terminationMessagePolicy', messagePolicies),
    ...validatePorts(container['ports'], `${path}.ports`),
    ...validateEnv(container['env'], `${path}.env`),
    ...validateEnvFrom(container['envFrom'], `${path}.envFrom`),
    ...validateMounts(container, path, pod.volumes),
    ...choiceErrors(container, path, 'imagePullPolicy', pullPolicies),
    ...inPart(container['resources'], `${path}.resources`, validateRequirements),
    ...resizeErrors(container['resizePolicy'], `${path}.resizePolicy`),
    ...inPart(container['securityContext'], `${path}.securityContext`, (context, field) =>
      validateSecurityContext(context, field, pod.sharesUsers),
    ),
  ]
}

/** validateResizePolicy */
function resizeErrors(policies: unknown, path: string): FieldErrors {
  const names = new Set<string>()
  return eachItem(policies, path, (policy, each) => {
    const name = textOrEmpty(policy['resourceName'])
    return [
      ...(isRepeated(names, name) ? [duplicate(each, name)] : []),
      ...resizeChoice(name, path, ['cpu', 'memory']),
      ...resizeChoice(textOrEmpty(policy['restartPolicy']), path, resizeActions),
    ]
  })
}

/** Kubernetes names neither the policy nor its field. */
function resizeChoice(value: string, path: string, choices: readonly string[]): FieldErrors {
  if (value === '') return [required(path)]
  return choices.includes(value) ? [] : [unsupported(path, value, choices)]
}

const resizeActions = ['NotRequired', 'RestartContainer']
const restartPolicies = ['Always', 'Never', 'OnFailure']
const messagePolicies = ['File', 'FallbackToLogsOnError']
const pullPolicies = ['Always', 'IfNotPresent', 'Never']
const protocols = ['SCTP', 'TCP', 'UDP']

function validatePorts(ports: unknown, path: string): FieldErrors {
  const names = new Set<string>()
  return eachItem(ports, path, (port, each) => [
    ...inText(port['name'], (name) => {
      const errors = invalids(`${each}.name`, name, portNameErrors(name))
      if (errors.length > 0) return errors
      return isRepeated(names, name) ? [duplicate(`${each}.name`, name)] : []
    }),
    ...((number(port['containerPort']) ?? 0) === 0 ? [required(`${each}.containerPort`)] : []),
    ...['containerPort', 'hostPort'].flatMap((field) => {
      const value = number(port[field]) ?? 0
      return value === 0 ? [] : portNumber(value, `${each}.${field}`)
    }),
    ...choiceErrors(port, each, 'protocol', protocols),
  ])
}

/** checkHostPortConflicts, which compares the addresses as texts */
function hostPortErrors(containers: unknown, path: string, known: Set<string>): FieldErrors {
  return eachItem(containers, path, ({ ports }, container) =>
    eachItem(ports, `${container}.ports`, ({ hostPort, hostIP, protocol }, each) => {
      const port = number(hostPort) ?? 0
      const taken = `${textOrEmpty(protocol)}/${textOrEmpty(hostIP)}/${port}`
      if (port === 0 || !isRepeated(known, taken)) return []
      return [duplicate(`${each}.hostPort`, taken)]
    }),
  )
}
