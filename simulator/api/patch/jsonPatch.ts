/** JSON patches (RFC 6902), with the liberties of github.com/evanphx/json-patch. */
import { at, isJson, type Json } from '../../../domain/decode/readJson.ts'
import { isSame } from '../../store/store.ts'

/** The patch does not fit the document: the API server says no more than that. */
export class PatchError extends Error {
  override readonly name = 'PatchError'
}

/** @throws PatchError */
export function applyJsonPatch(document: unknown, operations: readonly unknown[]): unknown {
  return operations.reduce<unknown>(applyOperation, document)
}

function applyOperation(document: unknown, operation: unknown): unknown {
  const path = pointerOf(operation, 'path')
  const value = at(operation, 'value')
  switch (at(operation, 'op')) {
    case 'add':
      return put(document, path, value ?? null, 'add')
    case 'replace':
      return put(document, path, value ?? null, 'replace')
    case 'remove':
      return take(document, path)
    case 'test':
      if (!isSame(read(document, path) ?? null, value ?? null)) throw new PatchError('test failed')
      return document
    case 'copy':
      return put(document, path, read(document, pointerOf(operation, 'from')) ?? null, 'add')
    case 'move': {
      const from = pointerOf(operation, 'from')
      const moved = read(document, from)
      return put(take(document, from), path, moved, 'add')
    }
    default:
      throw new PatchError('no such operation')
  }
}

function pointerOf(operation: unknown, name: 'path' | 'from'): readonly string[] {
  const pointer = at(operation, name)
  if (typeof pointer !== 'string' || (pointer !== '' && !pointer.startsWith('/')))
    throw new PatchError(`no ${name}`)
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function read(document: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, step) => {
    if (Array.isArray(value)) {
      const items: readonly unknown[] = value
      return items[indexOf(step, items.length, false)]
    }
    if (!isJson(value)) throw new PatchError('no such place')
    return at(value, step)
  }, document)
}

type Change = (container: Json | readonly unknown[], step: string) => Json | readonly unknown[]

/** Changes what is at the end of a path, in a copy. */
function change(document: unknown, path: readonly string[], how: Change): unknown {
  const [step, ...rest] = path
  if (step === undefined) throw new PatchError('the whole document')
  if (!isJson(document) && !isList(document)) throw new PatchError('no such place')
  if (rest.length === 0) return how(document, step)
  const inner = read(document, [step])
  if (inner === undefined) throw new PatchError('no such place')
  const changed = change(inner, rest, how)
  if (isList(document)) return document.with(indexOf(step, document.length, false), changed)
  return { ...document, [step]: changed }
}

function put(
  document: unknown,
  path: readonly string[],
  value: unknown,
  how: 'add' | 'replace',
): unknown {
  if (path.length === 0) return value
  return change(document, path, (container, step) => {
    if (!isList(container)) return { ...container, [step]: value }
    if (how === 'replace') return container.with(indexOf(step, container.length, false), value)
    return container.toSpliced(indexOf(step, container.length, true), 0, value)
  })
}

function take(document: unknown, path: readonly string[]): unknown {
  return change(document, path, (container, step) => {
    if (isList(container)) return container.toSpliced(indexOf(step, container.length, false), 1)
    if (!Object.hasOwn(container, step)) throw new PatchError('nothing to remove')
    const { [step]: _taken, ...rest } = container
    return rest
  })
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

/** @param end may it be the place behind the last one? Negative ones count from there. */
function indexOf(step: string, length: number, end: boolean): number {
  if (end && step === '-') return length
  const index = /^-?\d+$/.test(step) ? Number(step) : Number.NaN
  const size = end ? length + 1 : length
  const found = index < 0 ? index + size : index
  if (!(found >= 0 && found < size)) throw new PatchError('no such index')
  return found
}
