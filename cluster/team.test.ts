import { expect, it } from 'vitest'
import type { Keeper } from './keeper.ts'
import { createTeam } from './team.ts'

it('refuses to start a component that still runs, and starts it once it has ended', async () => {
  const exits: ((how: string) => void)[] = []
  const keeper: Keeper = {
    start: () => {
      const exit = Promise.withResolvers<string>()
      exits.push(exit.resolve)
      return Promise.resolve({ pid: exits.length, exited: exit.promise })
    },
    signal: () => undefined,
    end: () => Promise.resolve(),
  }
  const argv: readonly string[] = []
  const team = createTeam(keeper, '/nowhere', {
    etcd: argv,
    'kube-apiserver': argv,
    'kube-controller-manager': argv,
    'kube-scheduler': argv,
    kwok: argv,
  })
  await team.start('kube-apiserver')
  const ended = team.end('kube-apiserver', 'KILL', 1000)
  await expect(team.start('kube-apiserver')).rejects.toThrow('kube-apiserver still runs')
  exits[0]?.('signal: killed')
  await ended
  await team.start('kube-apiserver')
  expect(team.pids()['kube-apiserver']).toBe(2)
})
