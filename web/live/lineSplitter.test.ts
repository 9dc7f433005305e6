import { describe, expect, it } from 'vitest'
import { lineSplitter } from './lineSplitter.ts'

const bytes = new TextEncoder().encode('{"a":"ノード"}\n\n{"b":1}\nrest')

describe('lines', () => {
  it('are the same wherever the body is cut, also within a character', () => {
    const expected = ['{"a":"ノード"}', '', '{"b":1}']
    for (let size = 1; size <= bytes.length; size += 1) {
      const split = lineSplitter()
      const lines: string[] = []
      for (let at = 0; at < bytes.length; at += size) {
        lines.push(...split(bytes.subarray(at, at + size)))
      }
      expect(lines).toEqual(expected)
    }
  })

  it('refuse what is not UTF-8', () => {
    expect(() => lineSplitter()(new Uint8Array([0xff, 0x0a]))).toThrow(TypeError)
  })
})
