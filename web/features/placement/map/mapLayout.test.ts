import { describe, expect, it } from 'vitest'
import { mapLabels, mapLayout } from './mapLayout.ts'

const room = { width: 160, height: 600 }

describe('the map', () => {
  it('of few rows and columns is small, of many as large as there is room', () => {
    expect(mapLayout({ height: 50, columnCount: 16 }, room)).toEqual({
      width: 160,
      height: 250,
      rowHeight: 5,
      columnWidth: 10,
    })
    expect(mapLayout({ height: 600, columnCount: 30 }, room).height).toBe(600)
    expect(mapLayout({ height: 7, columnCount: 3 }, room)).toMatchObject({ width: 42, height: 35 })
    expect(mapLayout({ height: 0, columnCount: 0 }, room).height).toBe(0)
  })

  it('names groups in the middle of their rows, and none over another', () => {
    const map = {
      layout: 1,
      height: 100,
      columnCount: 16,
      rowCount: 1000,
      pixels: new Uint8Array(),
      groups: [
        { label: 'control-plane', from: 0, to: 10 },
        { label: 'infra', from: 10, to: 20 },
        { label: 'worker', from: 20, to: 1000 },
      ],
    }
    const labels = mapLabels(map, mapLayout(map, room))
    expect(labels).toEqual([
      { label: 'control-plane', top: 2.5 },
      { label: 'worker', top: 255 },
    ])
  })
})
