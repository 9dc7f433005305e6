import { describe, expect, it } from 'vitest'

import { ArgumentError, parseArguments } from './arguments.ts'

describe('the arguments of npm run cluster', () => {
  it('starts 20 nodes and 6 DaemonSets when nothing is said', () => {
    expect(parseArguments([])).toEqual({ help: false, nodes: 20, daemonSets: 6, keepLogs: false })
  })

  it('takes numbers after a space or an equals sign', () => {
    expect(parseArguments(['--nodes', '1000', '--daemonsets=10', '--keep-logs'])).toEqual({
      help: false,
      nodes: 1000,
      daemonSets: 10,
      keepLogs: true,
    })
  })

  it('accepts 0 nodes, and 5000', () => {
    expect(parseArguments(['--nodes', '0'])).toMatchObject({ nodes: 0 })
    expect(parseArguments(['--nodes', '5000'])).toMatchObject({ nodes: 5000 })
  })

  it('asks for help whatever else is said', () => {
    expect(parseArguments(['--help', '--nodes', 'many'])).toEqual({ help: true })
  })

  it.each(['many', '', '-3', '1.5', '1e3', '0x10', '5001', '9999999999'])(
    'refuses %j as a number of nodes, and says what is allowed',
    (text) => {
      expect(() => parseArguments([`--nodes=${text}`])).toThrow(
        new ArgumentError(`--nodes must be a whole number from 0 to 5000, not '${text}'`),
      )
    },
  )

  it.each([[['--node', '3']], [['three']], [['--nodes']], [['--keep-logs=yes']]])(
    'refuses %j in one line',
    (argv) => {
      expect(() => parseArguments(argv)).toThrow(ArgumentError)
      expect(() => parseArguments(argv)).toThrow(/^[^\n]+$/)
    },
  )
})
