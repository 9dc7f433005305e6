import { expect, it } from 'vitest'
import { languages } from './languages.ts'
import { wholeNumber } from './wholeNumber.ts'

it.each(languages)('whole numbers look as %s writes them', (language) => {
  const format = new Intl.NumberFormat(language)
  for (const value of [0, 7, 999, 1000, 12_345, 150_000, 1_234_567, -1234])
    expect(wholeNumber(value)).toBe(format.format(value))
})
