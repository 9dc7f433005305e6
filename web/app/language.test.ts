// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest'
import { firstLanguage } from './language.ts'

beforeEach(() => localStorage.clear())

describe('firstLanguage', () => {
  it('is the first of the browser’s that the page speaks', () => {
    expect(firstLanguage(['fr-FR', 'ja-JP', 'en-US'])).toBe('ja')
  })

  it('is English where the page speaks none of them', () => {
    expect(firstLanguage(['fr-FR', 'de'])).toBe('en')
  })

  it('is the one that was chosen in this browser', () => {
    localStorage.setItem('everynode.language', 'ja')
    expect(firstLanguage(['en-US'])).toBe('ja')
  })

  it('is the browser’s where what was remembered is nonsense', () => {
    localStorage.setItem('everynode.language', 'klingon')
    expect(firstLanguage(['ja'])).toBe('ja')
  })
})
