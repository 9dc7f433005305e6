import { describe, expect, it } from 'vitest'
import { bodyOf } from './body.ts'

const request = new Request('http://kubernetes/')

async function chunksOf(pieces: Iterable<Uint8Array>): Promise<readonly Uint8Array[]> {
  const chunks: Uint8Array[] = []
  for await (const chunk of bodyOf(pieces, request)) chunks.push(chunk)
  return chunks
}

function* workFor(milliseconds: number, pieces: readonly Uint8Array[]): Generator<Uint8Array> {
  for (const piece of pieces) {
    const start = performance.now()
    while (performance.now() - start < milliseconds);
    yield piece
  }
}

describe('a body that is made while it is read', () => {
  it('has all of its pieces, small ones joined and large ones whole', async () => {
    const small = Uint8Array.of(1, 2, 3)
    const large = new Uint8Array(1_000_000).fill(4)
    const chunks = await chunksOf([small, small, large, small])
    expect(chunks.map(({ length }) => length)).toEqual([1_000_006, 3])
    expect(chunks[0]?.subarray(0, 8)).toEqual(Uint8Array.of(1, 2, 3, 1, 2, 3, 4, 4))
    expect(await chunksOf([])).toEqual([])
  })

  it('gives way to others while there is long work for a piece, and has no empty chunk', async () => {
    let turns = 0
    const others = setInterval(() => (turns += 1))
    const none = new Uint8Array()
    const chunks = await chunksOf(workFor(17, [none, none, none, Uint8Array.of(1), none]))
    clearInterval(others)
    expect(chunks).toEqual([Uint8Array.of(1)])
    expect(turns).toBeGreaterThanOrEqual(3)
  })
})
