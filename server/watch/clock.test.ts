import { expect, it } from 'vitest'
import { steadyTime } from './clock.ts'

function setup() {
  const clocks = { wall: 1000, ticks: 0 }
  const now = steadyTime(
    () => clocks.wall,
    () => clocks.ticks,
  )
  return { clocks, now }
}

it('follows the wall, also over a sleep, in which nothing ticks', () => {
  const { clocks, now } = setup()
  clocks.wall += 8 * 3_600_000
  expect(now()).toBe(1000 + 8 * 3_600_000)
})

it('goes on with the ticks where the wall is set back, until it has caught up', () => {
  const { clocks, now } = setup()
  clocks.wall -= 500
  clocks.ticks += 100
  expect(now()).toBe(1100)
  clocks.wall += 300
  clocks.ticks += 300
  expect(now()).toBe(1400)
  clocks.wall = 2000
  expect(now()).toBe(2000)
})
