/** What containers may do (pkg/apis/core/validation/validation.go, ValidateSecurityContext); not Windows' options. */
import { at, isJson, listOf, number, text, type Json } from '../../../domain/decode/readJson.ts'
import { duplicate, invalid, required, type FieldErrors } from '../fieldErrors.ts'
import { choiceErrors } from './choices.ts'
import { eachItem, inPart, isRepeated } from './parts.ts'
import { relativePathErrors } from './paths.ts'

/** Of a container. @param sharesUsers it has the users of its node (hostUsers) */
export function validateSecurityContext(
  context: Json,
  path: string,
  sharesUsers: boolean,
): FieldErrors {
  const { procMount, privileged, allowPrivilegeEscalation, capabilities } = context
  const added = listOf(at(capabilities, 'add'), text)
  const unmasked = '`hostUsers` must be false to use `Unmasked`'
  const wrong = [
    ...(privileged === true ? ['`privileged` to true'] : []),
    ...added
      .filter((name) => name === 'CAP_SYS_ADMIN')
      .map((name) => `\`capabilities.Add\` ${name}`),
  ]
  return [
    ...['runAsUser', 'runAsGroup'].flatMap((id) => idErrors(context[id], `${path}.${id}`)),
    ...choiceErrors(context, path, 'procMount', ['Default', 'Unmasked']),
    ...(sharesUsers && procMount === 'Unmasked'
      ? [invalid(`${path}.procMount`, procMount, unmasked)]
      : []),
    ...inPart(context['seccompProfile'], `${path}.seccompProfile`, seccompErrors),
    ...(allowPrivilegeEscalation === false ? wrong : []).map((what) =>
      invalid(
        path,
        asInGo(context),
        `cannot set \`allowPrivilegeEscalation\` to false and ${what}`,
      ),
    ),
    ...inPart(context['appArmorProfile'], `${path}.appArmorProfile`, appArmorErrors),
  ]
}

/** Of a whole Pod (validatePodSpecSecurityContext). @param spec the Pod's, where other parts of it stand */
export function validatePodSecurityContext(context: Json, path: string, spec: Json): FieldErrors {
  const shared = 'ShareProcessNamespace and HostPID cannot both be enabled'
  return [
    ...['fsGroup', 'runAsUser', 'runAsGroup'].flatMap((id) =>
      idErrors(context[id], `${path}.${id}`),
    ),
    ...listOf(context['supplementalGroups'], number).flatMap((group, index) =>
      idErrors(group, `${path}.supplementalGroups[${index}]`),
    ),
    ...(spec['shareProcessNamespace'] === true && spec['hostPID'] === true
      ? [invalid(`${path}.shareProcessNamespace`, true, shared)]
      : []),
    ...sysctlErrors(context['sysctls'], `${path}.sysctls`),
    ...choiceErrors(context, path, 'fsGroupChangePolicy', ['Always', 'OnRootMismatch']),
    ...inPart(context['seccompProfile'], `${path}.seccompProfile`, seccompErrors),
    ...inPart(context['appArmorProfile'], `${path}.appArmorProfile`, appArmorErrors),
    ...choiceErrors(context, path, 'supplementalGroupsPolicy', ['Merge', 'Strict']),
  ]
}

/** IsValidUserID, IsValidGroupID */
function idErrors(value: unknown, field: string): FieldErrors {
  const id = number(value)
  if (id === undefined || (id >= 0 && id <= 2_147_483_647)) return []
  return [invalid(field, id, 'must be between 0 and 2147483647, inclusive')]
}

const profileTypes = ['Localhost', 'RuntimeDefault', 'Unconfined']

function typeErrors({ type }: Json, path: string, owner: string): FieldErrors {
  const field = `${path}.type`
  if (text(type) === undefined) return [required(field, `type is required when ${owner} is set`)]
  return choiceErrors({ type }, path, 'type', profileTypes)
}

function seccompErrors(profile: Json, path: string): FieldErrors {
  const { type, localhostProfile: file } = profile
  const field = `${path}.localhostProfile`
  const value = { Type: type, LocalhostProfile: file }
  return [
    ...typeErrors(profile, path, 'seccompProfile'),
    ...(type === 'Localhost'
      ? typeof file === 'string'
        ? relativePathErrors(file, field)
        : [required(field, 'must be set when seccomp type is Localhost')]
      : file === undefined
        ? []
        : [invalid(field, value, 'can only be set when seccomp type is Localhost')]),
  ]
}

function appArmorErrors(profile: Json, path: string): FieldErrors {
  const { type, localhostProfile: name } = profile
  const field = `${path}.localhostProfile`
  const isPadded = typeof name === 'string' && name !== name.trim()
  if (type === 'Localhost') {
    if (isPadded) return [invalid(field, name, 'must not be padded with whitespace')]
    const isThere = typeof name === 'string' && name !== ''
    return isThere ? [] : [required(field, 'must be set when AppArmor type is Localhost')]
  }
  return [
    ...typeErrors(profile, path, 'appArmorProfile'),
    ...(name !== undefined && profileTypes.includes(text(type) ?? '')
      ? [invalid(field, name, 'can only be set when AppArmor type is Localhost')]
      : []),
  ]
}

const sysctlName = /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/
const sysctlRule = String.raw`must have at most 253 characters and match regex ^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$`

function sysctlErrors(sysctls: unknown, path: string): FieldErrors {
  const names = new Set<string>()
  return eachItem(sysctls, path, ({ name }, each) => {
    const field = `${each}.name`
    const value = text(name)
    if (value === undefined) return [required(field)]
    if (value.length > 253 || !sysctlName.test(value)) return [invalid(field, value, sysctlRule)]
    return isRepeated(names, value) ? [duplicate(field, value)] : []
  })
}

const goFields = [
  'Capabilities',
  'Privileged',
  'SELinuxOptions',
  'WindowsOptions',
  'RunAsUser',
  'RunAsGroup',
  'RunAsNonRoot',
  'ReadOnlyRootFilesystem',
  'AllowPrivilegeEscalation',
  'ProcMount',
  'SeccompProfile',
  'AppArmorProfile',
]

/** Go writes the fields of its own types, also those that are not set. */
function asInGo(context: Json): Json {
  const entries = goFields.map((field) => {
    const value = context[field.startsWith('SE') ? 'seLinuxOptions' : lowerFirst(field)] ?? null
    if (field !== 'Capabilities' || !isJson(value)) return [field, value] as const
    return [field, { Add: value['add'] ?? null, Drop: value['drop'] ?? null }] as const
  })
  return Object.fromEntries(entries)
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
