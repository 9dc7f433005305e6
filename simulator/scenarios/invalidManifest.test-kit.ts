/** Scenarios of DaemonSets that are refused. */
import { expect } from 'vitest'
import { causes } from './client.test-kit.ts'
import { textAt } from './json.test-kit.ts'
import type { Scenario } from './scenario.test-kit.ts'
import { image } from './stage.test-kit.ts'

/** What is wrong with it, by the three places where a scenario's DaemonSet can be changed. */
export interface Invalid {
  readonly name?: string
  readonly spec?: object
  readonly pod?: object
  readonly causes: readonly string[]
}

export const template = 'spec.template.spec'
const main = { name: 'main', image: image('1') }

/** A Pod whose one container has more. */
export const container = (more: object) => ({ containers: [{ ...main, ...more }] })

export const subdomain =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
export const label =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"

export const refusals = (cases: Readonly<Record<string, Invalid>>): readonly Scenario[] =>
  Object.entries(cases).map(scenarioOf)

const scenarioOf = ([title, invalid]: readonly [string, Invalid]): Scenario => ({
  title: `${title} is refused, with its causes`,
  play: async (s) => {
    const name = 'agent'
    const manifest = { ...s.daemonSet(name, invalid.spec, invalid.pod) }
    const changed =
      invalid.name === undefined ? manifest : { ...manifest, metadata: { name: invalid.name } }
    const answer = await s.admin.post(s.path('daemonsets'), changed)
    expect(causes(answer)).toEqual(invalid.causes)
    expect([answer.status, textAt(answer.body, 'reason')]).toEqual([422, 'Invalid'])
    const said = invalid.causes.map((cause) => cause.replace(/: \w+: /, ': '))
    const all = said.length === 1 ? said.join('') : `[${said.join(', ')}]`
    expect(textAt(answer.body, 'message')).toBe(
      `DaemonSet.apps "${invalid.name ?? name}" is invalid: ${all}`,
    )
  },
})
