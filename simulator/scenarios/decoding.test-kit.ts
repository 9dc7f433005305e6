import { expect } from 'vitest'
import { refusal } from './client.test-kit.ts'
import { textAt } from './json.test-kit.ts'
import type { Scenario } from './scenario.test-kit.ts'

const badRequest = (message: string) => ({ status: 400, reason: 'BadRequest', message })

const misspelt = { spec: { minReadySecond: 5 } }

const strict: Scenario = {
  title: 'with fieldValidation=Strict refuses fields that do not exist',
  play: async (s) => {
    const path = s.path('daemonsets', '?fieldValidation=Strict')
    const manifest = s.daemonSet('agent', misspelt.spec, {
      tolerations: [{ keys: 'x', operator: 'Exists' }],
    })
    expect(refusal(await s.admin.post(path, manifest))).toEqual(
      badRequest(
        'DaemonSet in version "v1" cannot be handled as a DaemonSet: strict decoding error: unknown field "spec.template.spec.tolerations[0].keys", unknown field "spec.minReadySecond"',
      ),
    )
  },
}

const strictPatch: Scenario = {
  title: 'does so in patches too',
  play: async (s) => {
    await s.create('agent')
    const answer = await s.admin.patch(
      s.path('daemonsets', 'agent?fieldValidation=Strict'),
      misspelt,
    )
    expect(refusal(answer)).toMatchObject({
      status: 422,
      reason: 'Invalid',
      message: expect.stringMatching(
        /^ "" is invalid: patch: Invalid value: ".*": strict decoding error: unknown field "spec.minReadySecond"$/,
      ),
    })
  },
}

const warned: Scenario = {
  title: 'warns of them by default, drops them, and says nothing with Ignore',
  play: async (s) => {
    const manifest = s.daemonSet('agent', misspelt.spec)
    const warning = await s.admin.post(s.path('daemonsets', '?dryRun=All'), manifest)
    expect([warning.status, warning.warnings]).toEqual([
      201,
      ['unknown field "spec.minReadySecond"'],
    ])
    const silent = await s.admin.post(
      s.path('daemonsets', '?dryRun=All&fieldValidation=Ignore'),
      manifest,
    )
    expect([silent.status, silent.warnings]).toEqual([201, []])
    expect(JSON.stringify(silent.body)).not.toContain('minReadySecond"')
  },
}

const duplicate: Scenario = {
  title: 'refuses fields that stand there twice',
  play: async (s) => {
    const text = JSON.stringify(s.daemonSet('agent')).replace(
      '"spec":{',
      '"spec":{"minReadySeconds":1,"minReadySeconds":2,',
    )
    expect(
      refusal(
        await s.admin.ask('POST', s.path('daemonsets', '?fieldValidation=Strict'), { body: text }),
      ),
    ).toEqual(
      badRequest(
        'DaemonSet in version "v1" cannot be handled as a DaemonSet: strict decoding error: duplicate field "spec.minReadySeconds"',
      ),
    )
  },
}

const wrongType: Scenario = {
  title: 'refuses a value of the wrong type, and says where',
  play: async (s) => {
    expect(
      refusal(
        await s.admin.post(s.path('daemonsets'), s.daemonSet('agent', { minReadySeconds: 'soon' })),
      ),
    ).toEqual(
      badRequest(
        'DaemonSet in version "v1" cannot be handled as a DaemonSet: json: cannot unmarshal string into Go struct field DaemonSetSpec.spec.minReadySeconds of type int32',
      ),
    )
  },
}

const badQuantity: Scenario = {
  title: 'refuses a quantity that is none',
  play: async (s) => {
    const resources = { requests: { memory: '64MB' } }
    const pod = { containers: [{ name: 'main', image: 'x', resources }] }
    expect(
      refusal(await s.admin.post(s.path('daemonsets'), s.daemonSet('agent', {}, pod))),
    ).toEqual(
      badRequest(
        'DaemonSet in version "v1" cannot be handled as a DaemonSet: quantities must match the regular expression \'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$\'',
      ),
    )
  },
}

const noJson: Scenario = {
  title: 'refuses what is no JSON, no Kubernetes object, or of another kind',
  play: async (s) => {
    const send = async (body: string) =>
      refusal(await s.admin.ask('POST', s.path('daemonsets'), { body }))
    expect(await send('{')).toMatchObject({ status: 400, reason: 'BadRequest' })
    expect(await send('{}')).toMatchObject({ status: 422, reason: 'Invalid' })
    expect(await send('{"apiVersion":"v1","kind":"ConfigMap"}')).toEqual(
      badRequest(
        'ConfigMap in version "v1" cannot be handled as a DaemonSet: converting (v1.ConfigMap) to (apps.DaemonSet): unknown conversion',
      ),
    )
    expect(await send('{"apiVersion":"apps/v1","kind":"Deployment"}')).toEqual(
      badRequest(
        'Deployment in version "v1" cannot be handled as a DaemonSet: converting (v1.Deployment) to (apps.DaemonSet): unknown conversion',
      ),
    )
  },
}

const mediaTypes: Scenario = {
  title: 'refuses media types that it does not know, both ways',
  play: async (s) => {
    const path = s.path('daemonsets')
    const headers = { 'content-type': 'text/csv' }
    const sent = await s.admin.ask('POST', path, { body: 'a,b', headers })
    expect([sent.status, textAt(sent.body, 'reason')]).toEqual([415, 'UnsupportedMediaType'])
    const wanted = await s.admin.ask('GET', path, { headers: { accept: 'text/csv' } })
    expect([wanted.status, textAt(wanted.body, 'reason')]).toEqual([406, 'NotAcceptable'])
  },
}

const unknownPaths: Scenario = {
  title: 'knows no other resources, groups, names and methods',
  play: async (s) => {
    const status = async (method: string, path: string) => {
      const answer = await s.admin.ask(method, path)
      return [answer.status, textAt(answer.body, 'reason') || answer.body]
    }
    expect(await status('GET', '/apis/apps/v1/daemonsetz')).toEqual([404, 'NotFound'])
    expect(await status('GET', '/apis/nothing.example.com/v1/things')).toEqual([
      404,
      '404 page not found\n',
    ])
    expect(await status('GET', s.path('daemonsets', 'agent'))).toEqual([404, 'NotFound'])
    expect(await status('DELETE', s.path('daemonsets', 'agent'))).toEqual([404, 'NotFound'])
    expect(await status('POST', s.path('daemonsets', 'agent'))).toEqual([405, 'MethodNotAllowed'])
  },
}

export const decoding: readonly Scenario[] = [
  strict,
  strictPatch,
  warned,
  duplicate,
  wrongType,
  badQuantity,
  noJson,
  mediaTypes,
  unknownPaths,
]
