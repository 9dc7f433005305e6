/** Makes a counterexample small: of any value of which smaller ones can be named. */

export interface Shrunk<T> {
  readonly value: T
  readonly tries: number
  /** false: the tries were used up, and smaller ones may be left. */
  readonly isMinimal: boolean
}

/**
 * Takes the first smaller value that still fails, again and again, until every smaller one of what is left has been
 * refused. After a success it goes on from the same place: what was refused before is seldom worth another try.
 * @param smaller the values that are one step smaller, coarse steps first; always the same for the same value
 */
export async function shrink<T>(
  value: T,
  smaller: (value: T) => readonly T[],
  stillFails: (value: T) => Promise<boolean>,
  mostTries: number,
): Promise<Shrunk<T>> {
  let smallest = value
  let candidates = smaller(smallest)
  let refused = 0
  let tries = 0
  for (let place = 0; refused < candidates.length;) {
    const candidate = candidates[place % candidates.length]
    if (candidate === undefined || tries === mostTries) break
    tries += 1
    if (await stillFails(candidate)) {
      smallest = candidate
      candidates = smaller(smallest)
      refused = 0
    } else {
      refused += 1
      place += 1
    }
  }
  return { value: smallest, tries, isMinimal: refused === candidates.length }
}
