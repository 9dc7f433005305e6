/**
 * JSON as Go's encoding/json reads it, with its messages, and with what JSON.parse does not tell: keys that stand twice
 * in an object (the last one counts).
 */

export class JsonError extends Error {
  override readonly name = 'JsonError'
}

export interface ParsedJson {
  readonly value: unknown
  /** The keys of an object in their order, those that stand twice twice. */
  readonly keysOf: (object: object) => readonly string[]
}

/** @throws JsonError */
export function parseJson(text: string): ParsedJson {
  const keys = new Map<object, readonly string[]>()
  const parser = new Parser(text, keys)
  const value = parser.document()
  return { value, keysOf: (object) => keys.get(object) ?? Object.keys(object) }
}

const blanks = /[ \t\r\n]*/y
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
// oxlint-disable-next-line no-control-regex -- JSON forbids control characters in texts
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const words: readonly (readonly [string, unknown])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
]

class Parser {
  readonly #text: string
  readonly #keys: Map<object, readonly string[]>
  #at = 0

  constructor(text: string, keys: Map<object, readonly string[]>) {
    this.#text = text
    this.#keys = keys
  }

  document(): unknown {
    const value = this.#value()
    if (this.#peek() !== '') this.#fail('after top-level value')
    return value
  }

  #value(): unknown {
    const next = this.#peek()
    if (next === '{') return this.#object()
    if (next === '[') return this.#array()
    if (next === '"') return this.#string()
    const found = this.#take(number)
    if (found !== undefined) return Number(found)
    for (const [word, value] of words)
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length
        return value
      }
    return this.#fail('looking for beginning of value')
  }

  #object(): unknown {
    const object: Record<string, unknown> = {}
    const keys: string[] = []
    this.#at += 1
    if (this.#skip('}')) return object
    do {
      if (this.#peek() !== '"') this.#fail('looking for beginning of object key string')
      const key = this.#string()
      if (!this.#skip(':')) this.#fail('after object key')
      // Never `object[key] =`: `__proto__` is a key like others.
      const property = {
        value: this.#value(),
        enumerable: true,
        writable: true,
        configurable: true,
      }
      Object.defineProperty(object, key, property)
      keys.push(key)
    } while (this.#skip(','))
    if (!this.#skip('}')) this.#fail('after object key:value pair')
    if (new Set(keys).size < keys.length) this.#keys.set(object, keys)
    return object
  }

  #array(): unknown {
    const items: unknown[] = []
    this.#at += 1
    if (this.#skip(']')) return items
    do items.push(this.#value())
    while (this.#skip(','))
    if (!this.#skip(']')) this.#fail('after array element')
    return items
  }

  #string(): string {
    const found = this.#take(string)
    if (found === undefined) {
      this.#at = this.#text.length
      this.#fail('in string literal')
    }
    return String(JSON.parse(found))
  }

  /** The next character that is no blank; '' at the end. */
  #peek(): string {
    this.#take(blanks)
    return this.#text.charAt(this.#at)
  }

  #skip(sign: string): boolean {
    if (this.#peek() !== sign) return false
    this.#at += 1
    return true
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const [found] = pattern.exec(this.#text) ?? []
    if (found !== undefined) this.#at += found.length
    return found
  }

  #fail(where: string): never {
    const found = this.#text.charAt(this.#at)
    if (found === '') throw new JsonError('unexpected end of JSON input')
    throw new JsonError(`invalid character '${found}' ${where}`)
  }
}
