/** The value in the middle; of an even number the upper one. NaN for none. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** `median 12 ms (10 to 19, 5 runs)`. */
export function spread(values: readonly number[], unit = 'ms'): string {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const round = (value: number) => (value < 10 ? value.toFixed(1) : value.toFixed(0))
  return `median ${round(median(values))} ${unit} (${round(low)} to ${round(high)}, ${values.length} runs)`
}

/** One line of a benchmark's answer: what, how much, and the bound that it must keep, if there is one. */
export function report(
  what: string,
  figure: string,
  bound?: { readonly text: string; readonly kept: boolean },
): void {
  console.log(
    `${what.padEnd(46)} ${figure}${bound === undefined ? '' : `   ${bound.kept ? 'within' : 'OVER'} ${bound.text}`}`,
  )
}

export type Report = typeof report
