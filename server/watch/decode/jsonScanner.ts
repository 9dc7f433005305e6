import { DecodeError } from '../../../domain/decode/projected.ts'
import { CutError, checkSize } from './decoder.ts'

const quote = 0x22
const backslash = 0x5c
const openBrace = 0x7b
const closeBrace = 0x7d
const openBracket = 0x5b
const closeBracket = 0x5d
const comma = 0x2c

const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Cuts a stream of JSON into objects that are small enough to parse, by counting brackets outside of strings. Objects
 * on the outermost level are handed over whole; with `splitLists`, so is each item of a list on the level below, and
 * the object around them follows at the end without the items.
 */
export class JsonScanner {
  readonly #onObject: (value: unknown, isItem: boolean) => void
  readonly #splitLists: boolean
  #depth = 0
  #inString = false
  #escaped = false
  /** Within a list on the level below the outermost. */
  #inList = false
  /** The outermost object, and the item that is being read. */
  #outer = new Parts()
  #item = new Parts()

  constructor(onObject: (value: unknown, isItem: boolean) => void, splitLists: boolean) {
    this.#onObject = onObject
    this.#splitLists = splitLists
  }

  /** @throws DecodeError */
  push(chunk: Uint8Array): void {
    let start = 0
    for (let i = 0; i < chunk.length; i += 1) {
      if (this.#inString) {
        i = this.#skipString(chunk, i)
        continue
      }
      const cut = this.#visit(chunk[i] ?? 0)
      if (cut === 'nothing') continue
      start = this.#cut(cut, chunk, start, i)
    }
    this.#keep(chunk.subarray(start))
  }

  /** @throws CutError within an object */
  end(): void {
    if (this.#depth > 0 || this.#inString) throw new CutError()
  }

  /** @returns the index of the last byte of the string, or of the chunk */
  #skipString(chunk: Uint8Array, from: number): number {
    for (let i = from; i < chunk.length; i += 1) {
      if (this.#escaped) this.#escaped = false
      else if (chunk[i] === backslash) this.#escaped = true
      else if (chunk[i] === quote) {
        this.#inString = false
        return i
      }
    }
    return chunk.length
  }

  #visit(byte: number): Cut {
    switch (byte) {
      case quote:
        if (this.#depth === 0) throw new DecodeError('not a JSON object')
        this.#inString = true
        return 'nothing'
      case openBrace:
      case openBracket:
        return this.#open(byte)
      case closeBrace:
      case closeBracket:
        return this.#close()
      case comma:
        return this.#inList && this.#depth === 2 ? 'separator' : 'nothing'
      default:
        if (this.#depth === 0 && byte > 0x20) throw new DecodeError('not a JSON object')
        return 'nothing'
    }
  }

  #open(byte: number): Cut {
    this.#depth += 1
    if (this.#depth === 1 && byte === openBracket) throw new DecodeError('not a JSON object')
    if (!this.#splitLists) return 'nothing'
    if (this.#depth === 2 && byte === openBracket) this.#inList = true
    return this.#inList && this.#depth === 3 ? 'itemStart' : 'nothing'
  }

  #close(): Cut {
    this.#depth -= 1
    if (this.#depth < 0) throw new DecodeError('not a JSON object')
    if (this.#depth === 0) return 'outerEnd'
    if (this.#inList && this.#depth === 2) return 'itemEnd'
    if (this.#depth === 1) this.#inList = false
    return 'nothing'
  }

  /** @returns where the bytes begin that belong to nothing yet */
  #cut(cut: Cut, chunk: Uint8Array, start: number, i: number): number {
    switch (cut) {
      case 'itemStart':
        this.#outer.add(chunk.subarray(start, i))
        return i
      case 'itemEnd':
        this.#item.add(chunk.subarray(start, i + 1))
        this.#onObject(this.#item.parse(), true)
        return i + 1
      case 'separator':
        return i + 1
      case 'outerEnd':
        this.#outer.add(chunk.subarray(start, i + 1))
        this.#onObject(this.#outer.parse(), false)
        return i + 1
      case 'nothing':
        return start
    }
  }

  #keep(bytes: Uint8Array): void {
    const inItem = this.#inList && this.#depth > 2
    if (inItem) this.#item.add(bytes)
    else this.#outer.add(bytes)
  }
}

type Cut = 'nothing' | 'itemStart' | 'itemEnd' | 'separator' | 'outerEnd'

/** The bytes of one object, as they have come so far. */
class Parts {
  #parts: Uint8Array[] = []
  #size = 0

  add(bytes: Uint8Array): void {
    this.#size += bytes.length
    checkSize(this.#size)
    this.#parts.push(bytes)
  }

  /** Parses and forgets them. @throws DecodeError */
  parse(): unknown {
    try {
      const text = this.#parts.map((part) => utf8.decode(part, { stream: true })).join('')
      const parsed: unknown = JSON.parse(text + utf8.decode())
      return parsed
    } catch (error) {
      throw new DecodeError(`invalid JSON: ${error instanceof Error ? error.message : 'unknown'}`)
    } finally {
      this.#parts = []
      this.#size = 0
    }
  }
}
