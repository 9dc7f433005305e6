/**
 * The states' colours, from the very style sheets that the page loads. Vitest empties every import that ends in .css,
 * also one for its text; with a fragment it doesn't.
 */
import tokens from '@patternfly/patternfly/base/patternfly-variables.css#text?raw'
import { describe, expect, it } from 'vitest'
import { cellStates, problemStates, type CellState } from '../../domain/grid/cell.ts'
import ownColors from './states.css#text?raw'

type Theme = 'light' | 'dark'
type Rgb = readonly [number, number, number]

/** What the custom properties of one theme are: later rules win, as in the browser. */
function propertiesOf(theme: Theme): ReadonlyMap<string, string> {
  const selectors = [':root', ...(theme === 'dark' ? [':root:where(.pf-v6-theme-dark)'] : [])]
  const all = new Map<string, string>()
  for (const css of [tokens, ownColors]) {
    for (const selector of selectors) {
      const start = css.indexOf(`${selector} {`)
      const block = css.slice(start, css.indexOf('}', start))
      for (const [, name, value] of block.matchAll(/(--[\w-]+):\s*([^;]+);/g)) {
        all.set(name ?? '', value ?? '')
      }
    }
  }
  return all
}

function makeReader(theme: Theme) {
  const properties = propertiesOf(theme)
  const read = (name: string): string => {
    const value = properties.get(name) ?? ''
    const reference = /^var\((--[\w-]+)\)$/.exec(value)?.[1]
    return reference === undefined ? value : read(reference)
  }
  const color = (name: string): Rgb => {
    const hex = /^#([0-9a-f]{6})$/i.exec(read(name))?.[1]
    if (hex === undefined) throw new Error(`${name} is no colour: ${read(name)}`)
    const channel = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16)
    return [channel(0), channel(2), channel(4)]
  }
  const share = (name: string) => Number.parseFloat(read(name)) / 100
  return { read, color, share }
}

function mix(color: Rgb, share: number, into: Rgb): Rgb {
  const channel = (at: 0 | 1 | 2) => color[at] * share + into[at] * (1 - share)
  return [channel(0), channel(1), channel(2)]
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((channel) => {
    const part = channel / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

function contrast(a: Rgb, b: Rgb): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high! + 0.05) / (low! + 0.05)
}

function colorName(state: CellState): string {
  if (state === 'missing') return '--en-color-failing'
  return state === 'notTargeted' ? '--en-color-not-targeted' : `--en-color-${state}`
}

function shareName(state: CellState): string {
  if (state === 'ready') return '--en-tile-share-ready'
  return problemStates.includes(state) ? '--en-tile-share-problem' : '--en-tile-share'
}

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  const { color, share } = makeReader(theme)
  const surface = color('--en-surface')
  const brand = color('--pf-t--global--color--brand--default')
  const lit = share('--en-lit-share')

  it.each(cellStates)(
    'the glyph %s has 3:1 on surface, tile, and both under the crosshair',
    (state) => {
      const glyph = color(colorName(state))
      const tile = mix(glyph, share(shareName(state)), surface)
      for (const under of [surface, tile]) {
        expect(contrast(glyph, under)).toBeGreaterThanOrEqual(3)
        // The crosshair lies over both.
        expect(contrast(mix(brand, lit, glyph), mix(brand, lit, under))).toBeGreaterThanOrEqual(3)
      }
    },
  )

  it('quiet text has 4.5:1 on the surface', () => {
    const subtle = color('--pf-t--global--text--color--subtle')
    expect(contrast(subtle, surface)).toBeGreaterThanOrEqual(4.5)
  })
})
