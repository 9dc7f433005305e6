import {
  emptyDraft,
  protocols,
  pullPolicies,
  taintEffects,
  tolerationOperators,
  type Draft,
  type LabelRow,
  type PortRow,
  type TolerationRow,
} from './draft.ts'

/**
 * Reads a draft that was kept as JSON, of this version of the form or another: what doesn't fit is left out.
 * @returns undefined where the text holds no draft at all
 */
export function readDraft(json: string): Draft | undefined {
  const kept = parse(json)
  if (kept === undefined) return undefined
  return {
    ...readTexts(kept),
    labels: rows(kept.get('labels'), labelRow),
    selector: rows(kept.get('selector'), labelRow),
    templateLabels: rows(kept.get('templateLabels'), labelRow),
    imagePullPolicy: oneOf(pullPolicies, kept.get('imagePullPolicy')),
    ports: rows(kept.get('ports'), portRow),
    nodeSelector: rows(kept.get('nodeSelector'), labelRow),
    tolerations: rows(kept.get('tolerations'), tolerationRow),
  }
}

function readTexts(kept: Fields) {
  const empty = emptyDraft()
  return {
    name: text(kept.get('name')) ?? empty.name,
    namespace: text(kept.get('namespace')) ?? empty.namespace,
    containerName: text(kept.get('containerName')) ?? empty.containerName,
    image: text(kept.get('image')) ?? empty.image,
    cpuRequest: text(kept.get('cpuRequest')) ?? '',
    memoryRequest: text(kept.get('memoryRequest')) ?? '',
    priorityClassName: text(kept.get('priorityClassName')) ?? '',
    serviceAccountName: text(kept.get('serviceAccountName')) ?? empty.serviceAccountName,
    terminationGracePeriodSeconds: text(kept.get('terminationGracePeriodSeconds')) ?? '',
    terminationMessagePath: text(kept.get('terminationMessagePath')) ?? '',
  }
}

type Fields = ReadonlyMap<string, unknown>

function parse(json: string): Fields | undefined {
  try {
    return fields(JSON.parse(json))
  } catch {
    return undefined
  }
}

function fields(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? new Map<string, unknown>(Object.entries(value))
    : undefined
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function oneOf<Value extends string>(values: readonly [Value, ...Value[]], value: unknown): Value {
  return values.find((each) => each === value) ?? values[0]
}

function rows<Row extends { readonly id: number }>(
  value: unknown,
  read: (row: Fields, id: number) => Row,
): readonly Row[] {
  if (!Array.isArray(value)) return []
  const found = value.map(fields).filter((row) => row !== undefined)
  return found.map((row, index) => read(row, index + 1))
}

function labelRow(row: Fields, id: number): LabelRow {
  return { id, key: text(row.get('key')) ?? '', value: text(row.get('value')) }
}

function portRow(row: Fields, id: number): PortRow {
  return {
    id,
    containerPort: text(row.get('containerPort')) ?? '',
    protocol: oneOf(protocols, row.get('protocol')),
    name: text(row.get('name')) ?? '',
    hostPort: text(row.get('hostPort')) ?? '',
  }
}

function tolerationRow(row: Fields, id: number): TolerationRow {
  return {
    id,
    key: text(row.get('key')),
    operator: oneOf(tolerationOperators, row.get('operator')),
    value: text(row.get('value')) ?? '',
    effect: oneOf(taintEffects, row.get('effect')),
  }
}
