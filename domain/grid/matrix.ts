/** Verdicts and cells of all pairs, row by row, in typed arrays that grow. Rows and columns are given out and taken back. */
export class Matrix {
  /** CellCodes; the cell of a row and a column stands at row * stride + column. */
  cells = new Uint32Array(0)
  /** Bits of placement's verdictBits, in the same places. */
  verdicts = new Uint8Array(0)
  stride = 0
  readonly #rows = new Slots()
  readonly #columns = new Slots()

  addRow(): number {
    const row = this.#rows.take()
    if ((row + 1) * this.stride > this.cells.length) this.#resize(this.stride)
    return row
  }

  removeRow(row: number): void {
    this.#rows.giveBack(row)
  }

  addColumn(): number {
    const column = this.#columns.take()
    if (column >= this.stride) this.#resize(Math.max(32, this.stride * 2))
    return column
  }

  removeColumn(column: number): void {
    this.#columns.giveBack(column)
  }

  #resize(stride: number): void {
    const rows = Math.max(64, Math.ceil(this.#rows.size * 1.5))
    const cells = new Uint32Array(rows * stride)
    const verdicts = new Uint8Array(rows * stride)
    for (let row = 0; row < this.#rows.size && this.stride > 0; row += 1) {
      const start = row * this.stride
      cells.set(this.cells.subarray(start, start + this.stride), row * stride)
      verdicts.set(this.verdicts.subarray(start, start + this.stride), row * stride)
    }
    this.cells = cells
    this.verdicts = verdicts
    this.stride = stride
  }
}

class Slots {
  readonly #free: number[] = []
  /** One more than the highest number that was ever given out. */
  size = 0

  take(): number {
    const free = this.#free.pop()
    if (free !== undefined) return free
    this.size += 1
    return this.size - 1
  }

  giveBack(slot: number): void {
    this.#free.push(slot)
  }
}
