import { dnsLabelErrors, dnsSubdomainErrors } from '../k8s/names.ts'
import { labelKeyErrors, labelValueErrors } from '../k8s/labels.ts'
import { checkLabelRows } from './checkLabels.ts'
import { checkResources } from './checkResources.ts'
import type { Draft, Field, PortRow, TolerationRow } from './draft.ts'
import { problem, warning, type FieldProblem } from './problems.ts'
import { checkSelector } from './selector.ts'

/** What of the cluster the checks look at. */
export interface Known {
  /** Empty where the user may not list namespaces: then any name passes. */
  readonly namespaces: readonly { readonly name: string; readonly terminating: boolean }[]
  /** namespace/name of each DaemonSet. */
  readonly daemonSets: readonly string[]
  /** Names; undefined where the user may not read them: then any name passes. */
  readonly priorityClasses?: readonly string[] | undefined
}

/**
 * Everything that the API server would refuse and the form can know, before anything is sent.
 * @returns problems in the order of the form's fields; empty when the draft can be sent
 */
export function checkDraft(draft: Draft, known: Known): readonly FieldProblem[] {
  return [
    ...checkName(draft, known),
    ...checkNamespace(draft, known),
    ...checkLabelRows(draft, 'labels'),
    ...checkLabelRows(draft, 'selector'),
    ...checkLabelRows(draft, 'templateLabels'),
    ...checkSelector(draft),
    ...checkContainer(draft),
    ...checkPorts(draft.ports),
    ...checkResources(draft),
    ...checkPodSettings(draft, known),
    ...checkLabelRows(draft, 'nodeSelector'),
    ...draft.tolerations.flatMap(checkToleration),
  ]
}

function checkName(draft: Draft, known: Known): readonly FieldProblem[] {
  const { name, namespace } = draft
  if (name === '') return [problem('name', 'required')]
  if (dnsSubdomainErrors(name).length > 0) return [problem('name', 'dnsSubdomain')]
  return known.daemonSets.includes(`${namespace}/${name}`)
    ? [problem('name', 'nameTaken', { name, namespace })]
    : []
}

function checkNamespace({ namespace }: Draft, known: Known): readonly FieldProblem[] {
  if (namespace === '') return [problem('namespace', 'required')]
  if (dnsLabelErrors(namespace).length > 0) return [problem('namespace', 'dnsLabel')]
  if (known.namespaces.length === 0) return []
  const found = known.namespaces.find(({ name }) => name === namespace)
  if (found === undefined) return [warning('namespace', 'namespaceUnknown', { namespace })]
  return found.terminating ? [problem('namespace', 'namespaceTerminating', { namespace })] : []
}

function checkContainer({ containerName, image }: Draft): readonly FieldProblem[] {
  return [
    ...checkText('containerName', containerName, dnsLabelErrors, 'dnsLabel'),
    ...(image.trim() === '' ? [problem('image', 'required')] : []),
    ...(image.trim() !== '' && image !== image.trim() ? [problem('image', 'imageSpaces')] : []),
  ]
}

function checkText(
  field: Field,
  text: string,
  errors: (text: string) => readonly string[],
  code: 'dnsLabel' | 'dnsSubdomain',
): readonly FieldProblem[] {
  if (text === '') return [problem(field, 'required')]
  return errors(text).length > 0 ? [problem(field, code)] : []
}

/** A port's row that says nothing is left out. */
export function isBlankPort(row: PortRow): boolean {
  return row.containerPort === '' && row.name === '' && row.hostPort === ''
}

function checkPorts(rows: readonly PortRow[]): readonly FieldProblem[] {
  const names = new Set<string>()
  const numbers = new Set<string>()
  const hostPorts = new Set<string>()
  return rows.flatMap((row) => {
    if (isBlankPort(row)) return []
    const number = `${row.containerPort}/${row.protocol}`
    const hostPort = `${row.hostPort}/${row.protocol}`
    const found = [
      ...checkPortNumber(row, numbers.has(number)),
      ...checkPortName(row, names.has(row.name)),
      ...checkHostPort(row, hostPorts.has(hostPort)),
    ]
    names.add(row.name)
    numbers.add(number)
    hostPorts.add(hostPort)
    return found
  })
}

function checkPortNumber(row: PortRow, twice: boolean): readonly FieldProblem[] {
  const field = `ports.${row.id}.containerPort` as const
  if (row.containerPort === '') return [problem(field, 'required')]
  if (!isPortNumber(row.containerPort)) return [problem(field, 'portNumber')]
  return twice ? [warning(field, 'duplicatePort', { port: row.containerPort })] : []
}

function isPortNumber(text: string): boolean {
  const port = Number(text)
  return /^[0-9]{1,5}$/.test(text) && port >= 1 && port <= 65_535
}

/** The same port of the node twice is refused, unlike the same port of the container. */
function checkHostPort(row: PortRow, twice: boolean): readonly FieldProblem[] {
  const field = `ports.${row.id}.hostPort` as const
  if (row.hostPort === '') return []
  if (!isPortNumber(row.hostPort)) return [problem(field, 'portNumber')]
  return twice ? [problem(field, 'duplicateHostPort', { port: row.hostPort })] : []
}

function checkPortName({ id, name }: PortRow, twice: boolean): readonly FieldProblem[] {
  const field = `ports.${id}.name` as const
  if (name === '') return []
  if (!isPortName(name)) return [problem(field, 'portName')]
  return twice ? [problem(field, 'duplicatePortName', { name })] : []
}

/** apimachinery, pkg/util/validation, IsValidPortName. */
function isPortName(name: string): boolean {
  return (
    /^[a-z0-9-]{1,15}$/.test(name) &&
    /[a-z]/.test(name) &&
    !name.includes('--') &&
    !name.startsWith('-') &&
    !name.endsWith('-')
  )
}

function checkPodSettings(draft: Draft, known: Known): readonly FieldProblem[] {
  const account = draft.serviceAccountName
  const seconds = draft.terminationGracePeriodSeconds
  return [
    ...(account !== '' && dnsSubdomainErrors(account).length > 0
      ? [problem('serviceAccountName', 'dnsSubdomain')]
      : []),
    ...(seconds !== '' && !/^[0-9]{1,9}$/.test(seconds)
      ? [problem('terminationGracePeriodSeconds', 'seconds')]
      : []),
    ...checkPriorityClass(draft, known),
  ]
}

function checkPriorityClass({ priorityClassName }: Draft, known: Known): readonly FieldProblem[] {
  const field = 'priorityClassName'
  if (priorityClassName === '') return []
  if (dnsSubdomainErrors(priorityClassName).length > 0) return [problem(field, 'dnsSubdomain')]
  return known.priorityClasses?.includes(priorityClassName) === false
    ? [problem(field, 'priorityClassUnknown', { name: priorityClassName })]
    : []
}

/** What is wrong with a toleration; one that nobody has begun to fill in asks for its key, too. */
export function checkToleration(row: TolerationRow): readonly FieldProblem[] {
  const key = `tolerations.${row.id}.key` as const
  const value = `tolerations.${row.id}.value` as const
  if (row.key === undefined || (row.key === '' && row.operator === 'Equal')) {
    return [problem(key, 'keyMissing')]
  }
  const badKey = row.key !== '' && labelKeyErrors(row.key).length > 0
  const badValue = row.operator === 'Equal' && labelValueErrors(row.value).length > 0
  return [
    ...(badKey ? [problem(key, 'labelKey', { key: row.key })] : []),
    ...(badValue ? [problem(value, 'labelValue', { value: row.value })] : []),
  ]
}
