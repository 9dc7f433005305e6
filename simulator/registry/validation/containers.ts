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
import { validateEnv, validateEnvFrom } from './environment.ts'
import { validateHandlers } from './handlers.ts'
import { portNameErrors, portNumber } from './numbers.ts'
import { eachItem, inPart, inText, isRepeated, itemsOf } from './parts.ts'
import { validateRequirements } from './resources.ts'
import { validateMounts } from './volumes.ts'

/** @param volumes names of the Pod's volumes with which nothing is wrong */
export function validateContainers(
  containers: unknown,
  path: string,
  volumes: ReadonlySet<string>,
): FieldErrors {
  if (itemsOf(containers).length === 0) return [required(path)]
  const names = new Set<string>()
  return [
    ...eachItem(containers, path, (container, each) => [
      ...commonErrors(container, each, volumes),
      ...repeatedName(container, each, names),
      ...validateHandlers(container, each),
      ...choiceErrors(container, each, 'restartPolicy', restartPolicies),
    ]),
    ...hostPortErrors(containers, path, new Set()),
  ]
}

/** @param regular the Pod's other containers, which share their names with these */
export function validateInitContainers(
  containers: unknown,
  path: string,
  volumes: ReadonlySet<string>,
  regular: unknown,
): FieldErrors {
  const names = new Set(itemsOf(regular).map(({ name }) => textOrEmpty(name)))
  return eachItem(containers, path, (container, each) => [
    ...commonErrors(container, each, volumes),
    ...choiceErrors(container, each, 'restartPolicy', restartPolicies),
    ...repeatedName(container, each, names),
    // They run one after the other; that all are called the first one is Kubernetes' own.
    ...hostPortErrors([container], path, new Set()),
    ...(container['restartPolicy'] === 'Always'
      ? validateHandlers(container, each)
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
function commonErrors(container: Json, path: string, volumes: ReadonlySet<string>): FieldErrors {
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
    ...validateMounts(container, path, volumes),
    ...choiceErrors(container, path, 'imagePullPolicy', pullPolicies),
    ...inPart(container['resources'], `${path}.resources`, validateRequirements),
  ]
}

const restartPolicies = ['Always', 'Never', 'OnFailure']
const messagePolicies = ['File', 'FallbackToLogsOnError']
const pullPolicies = ['Always', 'IfNotPresent', 'Never']
const protocols = ['SCTP', 'TCP', 'UDP']

/** Of fields with defaults, which are never absent. @param path '' for fields of the object itself */
export function choiceErrors(
  object: Json,
  path: string,
  field: string,
  choices: readonly string[],
): FieldErrors {
  const where = path === '' ? field : `${path}.${field}`
  return inText(object[field], (value) =>
    choices.includes(value) ? [] : [unsupported(where, value, choices)],
  )
}

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
