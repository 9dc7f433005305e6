/**
 * Cuts a body into lines as it comes. What stands after the last line break is kept for the next piece, and never
 * becomes a line where none comes.
 * @returns a function from the next piece of the body to the lines that it completes; it throws where the body is not UTF-8
 */
export function lineSplitter(): (piece: Uint8Array) => readonly string[] {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  // A list: a line of many pieces would be copied for each of them.
  let begun: string[] = []
  return (piece) => {
    const [first = '', ...others] = decoder.decode(piece, { stream: true }).split('\n')
    begun.push(first)
    const last = others.pop()
    if (last === undefined) return []
    const lines = [begun.join(''), ...others]
    begun = [last]
    return lines
  }
}
