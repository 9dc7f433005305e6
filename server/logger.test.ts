import { expect, it } from 'vitest'
import { createLog } from './logger.ts'

function setup() {
  const clock = { now: 0 }
  const lines: string[] = []
  return {
    clock,
    lines,
    log: createLog(
      (line) => lines.push(line),
      () => clock.now,
    ),
  }
}

it('repeats a line at most once a minute', () => {
  const { clock, lines, log } = setup()
  for (let count = 0; count < 1000; count += 1) log({ event: 'refused host' })
  expect(lines).toHaveLength(1)
  clock.now += 60_000
  log({ event: 'refused host' })
  expect(lines).toHaveLength(2)
})

it('tells where an error happened, and nothing of what it says', () => {
  const { lines, log } = setup()
  const error = new Error('Bearer SENTINEL\n    at SENTINEL')
  error.name = 'SENTINEL with blanks'
  log({ event: 'internal error', id: '1', error })
  log({ event: 'internal error', id: '2', error: 'SENTINEL' })
  log({ event: 'answer cut off', code: 'SENTINEL: x' })
  expect(lines).toHaveLength(3)
  expect(lines.join('\n')).not.toContain('SENTINEL')
  expect(lines[0]).toContain('logger.test.ts')
})
