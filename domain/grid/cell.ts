/** The states of a cell, worst first: the order of totals, bars and sorting. */
export const cellStates = [
  'failing',
  'missing',
  'misscheduled',
  'pending',
  'terminating',
  'starting',
  'ready',
  'notTargeted',
] as const

export type CellState = (typeof cellStates)[number]

/** The states that are problems. Terminating and Starting end by themselves. */
export const problemStates: readonly CellState[] = ['failing', 'missing', 'misscheduled', 'pending']

/**
 * A cell as the grid draws it, packed into one number:
 * bits 0–3 index in cellStates; 4 outdated; 5 tile (a Pod should run here); 6 muted (the node is not ready, or
 * a Pod is missing since a moment only: shape in grey, no tile); 7 placeholder (Pods not known yet); 8–11 state of a second Pod + 1 (0: none); 12–19 number of Pods;
 * 20 the second Pod is the older one.
 */
export type CellCode = number

/** The flags of a CellCode. */
export const cellBits = {
  state: 15,
  outdated: 1 << 4,
  targeted: 1 << 5,
  muted: 1 << 6,
  placeholder: 1 << 7,
  pods: 255 << 12,
  secondIsOlder: 1 << 20,
} as const

export interface Cell {
  /** With several Pods the worst of those that are not being deleted; Terminating when all are. */
  readonly state: CellState
  readonly outdated: boolean
  readonly targeted: boolean
  readonly muted: boolean
  readonly placeholder: boolean
  /** The other one of two Pods. */
  readonly second: CellState | undefined
  readonly pods: number
  /** The second Pod is the older one, and stands left of the first. */
  readonly secondIsOlder?: boolean
}

/** Packs a cell. */
export function encodeCell(cell: Cell): CellCode {
  return (
    cellStates.indexOf(cell.state) |
    (cell.outdated ? cellBits.outdated : 0) |
    (cell.targeted ? cellBits.targeted : 0) |
    (cell.muted ? cellBits.muted : 0) |
    (cell.placeholder ? cellBits.placeholder : 0) |
    ((cell.second === undefined ? 0 : cellStates.indexOf(cell.second) + 1) << 8) |
    (Math.min(cell.pods, 255) << 12) |
    (cell.secondIsOlder === true ? cellBits.secondIsOlder : 0)
  )
}

/** Unpacks a cell. */
export function decodeCell(code: CellCode): Cell {
  const second = (code >> 8) & 15
  return {
    state: cellStates[code & cellBits.state] ?? 'notTargeted',
    outdated: (code & cellBits.outdated) !== 0,
    targeted: (code & cellBits.targeted) !== 0,
    muted: (code & cellBits.muted) !== 0,
    placeholder: (code & cellBits.placeholder) !== 0,
    second: second === 0 ? undefined : cellStates[second - 1],
    pods: (code & cellBits.pods) >> 12,
    secondIsOlder: (code & cellBits.secondIsOlder) !== 0,
  }
}
