import type { Draft, Field } from './draft.ts'
import { sentPorts } from './manifest.ts'
import { appliedTolerations } from './placementOf.ts'

/** Fields that stand at a fixed place in the manifest; template labels are reported without `metadata`, too. */
const fixed: ReadonlyMap<string, Field> = new Map<string, Field>([
  ['metadata.name', 'name'],
  ['metadata.namespace', 'namespace'],
  ['metadata.labels', 'labels'],
  ['spec.selector', 'selector'],
  ['spec.selector.matchLabels', 'selector'],
  ['spec.template.metadata.labels', 'templateLabels'],
  ['spec.template.labels', 'templateLabels'],
  ['spec.template.spec.nodeSelector', 'nodeSelector'],
  ['spec.template.spec.tolerations', 'tolerations'],
  ['spec.template.spec.serviceAccountName', 'serviceAccountName'],
  ['spec.template.spec.terminationGracePeriodSeconds', 'terminationGracePeriodSeconds'],
  ['spec.template.spec.containers[0].name', 'containerName'],
  ['spec.template.spec.containers[0].image', 'image'],
  ['spec.template.spec.containers[0].imagePullPolicy', 'imagePullPolicy'],
  ['spec.template.spec.containers[0].terminationMessagePath', 'terminationMessagePath'],
  ['spec.template.spec.containers[0].ports', 'ports'],
  ['spec.template.spec.containers[0].resources.requests', 'cpuRequest'],
  ['spec.template.spec.containers[0].resources.requests[memory]', 'memoryRequest'],
  ['spec.template.spec.priorityClassName', 'priorityClassName'],
])

const portPath = /^spec\.template\.spec\.containers\[0\]\.ports\[(\d+)\](?:\.(\w+))?/
const tolerationPath = /^spec\.template\.spec\.tolerations\[(\d+)\](?:\.(\w+))?/

/**
 * Where an error of the API server belongs in the form.
 * @param path a cause's `field`, such as spec.template.spec.containers[0].image
 * @returns undefined where the form has no such field
 */
export function fieldOfCause(draft: Draft, path: string): Field | undefined {
  return portField(draft, path) ?? tolerationField(draft, path) ?? fixedField(path)
}

function portField(draft: Draft, path: string): Field | undefined {
  const [, index, name] = portPath.exec(path) ?? []
  const row = index === undefined ? undefined : sentPorts(draft)[Number(index)]
  if (row === undefined) return undefined
  const part = (['containerPort', 'protocol', 'name', 'hostPort'] as const).find(
    (each) => each === name,
  )
  return `ports.${row.id}.${part ?? 'containerPort'}`
}

function tolerationField(draft: Draft, path: string): Field | undefined {
  const [, index, name] = tolerationPath.exec(path) ?? []
  const row = index === undefined ? undefined : appliedTolerations(draft)[Number(index)]
  if (row === undefined) return undefined
  const part = (['key', 'operator', 'value', 'effect'] as const).find((each) => each === name)
  return `tolerations.${row.id}.${part ?? 'key'}`
}

/** The longest known path that the cause lies at or below. */
function fixedField(path: string): Field | undefined {
  for (
    let at = path;
    at !== '';
    at = at.slice(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['), 0))
  ) {
    const field = fixed.get(at)
    if (field !== undefined) return field
  }
  return undefined
}
