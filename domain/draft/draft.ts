/** The create wizard's document: what stands in its fields, as typed. Every change makes a new one. */

/** Lists of labels in the form, in the order of its steps. */
export type LabelList = 'labels' | 'selector' | 'templateLabels' | 'nodeSelector'

/** One row of a list of labels. Rows carry an id, so that a problem stays with its row when others go. */
export interface LabelRow {
  readonly id: number
  readonly key: string
  /** undefined: nothing typed yet, which a node selector tells apart from an empty value. */
  readonly value: string | undefined
}

export const tolerationOperators = ['Exists', 'Equal'] as const
export const taintEffects = ['', 'NoSchedule', 'PreferNoSchedule', 'NoExecute'] as const
export const protocols = ['TCP', 'UDP', 'SCTP'] as const
export const pullPolicies = ['', 'Always', 'IfNotPresent', 'Never'] as const

export interface TolerationRow {
  readonly id: number
  /** undefined: nothing typed yet; '' with Exists tolerates every taint. */
  readonly key: string | undefined
  readonly operator: (typeof tolerationOperators)[number]
  readonly value: string
  /** '': every effect. */
  readonly effect: (typeof taintEffects)[number]
}

export interface PortRow {
  readonly id: number
  readonly containerPort: string
  readonly protocol: (typeof protocols)[number]
  readonly name: string
  /** '': none of the node's ports. */
  readonly hostPort: string
}

export interface Draft {
  readonly name: string
  readonly namespace: string
  readonly labels: readonly LabelRow[]
  readonly selector: readonly LabelRow[]
  readonly templateLabels: readonly LabelRow[]
  readonly containerName: string
  readonly image: string
  /** '': Kubernetes decides by the image's tag. */
  readonly imagePullPolicy: (typeof pullPolicies)[number]
  readonly ports: readonly PortRow[]
  /** Quantities; '': nothing is asked for. */
  readonly cpuRequest: string
  readonly memoryRequest: string
  /** '': the cluster's default. */
  readonly priorityClassName: string
  readonly serviceAccountName: string
  readonly terminationGracePeriodSeconds: string
  readonly terminationMessagePath: string
  readonly nodeSelector: readonly LabelRow[]
  readonly tolerations: readonly TolerationRow[]
}

/** A field of the form, or a list as a whole. */
export type Field =
  | 'name'
  | 'namespace'
  | 'containerName'
  | 'image'
  | 'imagePullPolicy'
  | 'cpuRequest'
  | 'memoryRequest'
  | 'priorityClassName'
  | 'serviceAccountName'
  | 'terminationGracePeriodSeconds'
  | 'terminationMessagePath'
  | LabelList
  | `${LabelList}.${number}.${'key' | 'value'}`
  | 'ports'
  | `ports.${number}.${'containerPort' | 'protocol' | 'name' | 'hostPort'}`
  | 'tolerations'
  | `tolerations.${number}.${'key' | 'operator' | 'value' | 'effect'}`

export const steps = ['basics', 'labels', 'pods', 'placement', 'review'] as const
export type Step = (typeof steps)[number]

/** The step that holds a field. */
export function stepOfField(field: Field): Step {
  const [part] = field.split('.')
  switch (part) {
    case 'name':
    case 'namespace':
    case 'labels':
      return 'basics'
    case 'selector':
    case 'templateLabels':
      return 'labels'
    case 'nodeSelector':
    case 'tolerations':
      return 'placement'
    default:
      return 'pods'
  }
}

/** A new draft: the selector and the template's label wait for the name, which they follow. */
export function emptyDraft(): Draft {
  const named: LabelRow = { id: 1, key: 'name', value: '' }
  return {
    name: '',
    namespace: '',
    labels: [],
    selector: [named],
    templateLabels: [named],
    containerName: '',
    image: '',
    imagePullPolicy: '',
    ports: [],
    cpuRequest: '',
    memoryRequest: '',
    priorityClassName: '',
    serviceAccountName: '',
    terminationGracePeriodSeconds: '',
    terminationMessagePath: '',
    nodeSelector: [],
    tolerations: [],
  }
}

/** Renames the DaemonSet; the first label of selector and template follows for as long as it equals the old name. */
export function withName(draft: Draft, name: string): Draft {
  const follow = (rows: readonly LabelRow[]) =>
    rows.map((row, index) =>
      index === 0 && (row.value ?? '') === draft.name ? { ...row, value: name } : row,
    )
  return {
    ...draft,
    name,
    selector: follow(draft.selector),
    templateLabels: follow(draft.templateLabels),
  }
}

/** An id that no row of the list has. */
export function nextRowId(rows: readonly { readonly id: number }[]): number {
  return rows.reduce((highest, { id }) => Math.max(highest, id), 0) + 1
}

/** The list with one row changed; other rows keep their identity. */
export function changeRow<Row extends { readonly id: number }>(
  rows: readonly Row[],
  id: number,
  change: Partial<Row>,
): readonly Row[] {
  return rows.map((row) => (row.id === id ? { ...row, ...change } : row))
}

/** The list with this label: in the row that has its key, or in a new one. */
export function withLabel(
  rows: readonly LabelRow[],
  { key, value }: Pick<LabelRow, 'key' | 'value'>,
): readonly LabelRow[] {
  if (rows.some((row) => row.key === key)) {
    return rows.map((row) => (row.key === key ? { ...row, value } : row))
  }
  return [...rows, { id: nextRowId(rows), key, value }]
}

/** Does the draft still say what a new one says? */
export function isEmptyDraft(draft: Draft): boolean {
  return JSON.stringify(draft) === JSON.stringify(emptyDraft())
}

/** Nothing is typed in the row: it is left out and no problem. */
export function isBlank(row: LabelRow): boolean {
  return row.key === '' && (row.value ?? '') === ''
}
