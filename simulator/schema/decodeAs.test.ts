import { describe, expect, it } from 'vitest'
import { field } from '../api/api.test-kit.ts'
import { decodeAs } from './decodeAs.ts'
import { unstructuredMismatch } from './mismatch.ts'
import { JsonError, parseJson } from './parseJson.ts'

function spec(spec: object): object {
  return { metadata: { name: 'agent' }, spec }
}

function errorOf(object: object): string | undefined {
  return decodeAs(object, 'apps.DaemonSet').error
}

describe('decoding into an API type', () => {
  it.each([
    [
      spec({ minReadySeconds: '5' }),
      'string into Go struct field DaemonSetSpec.spec.minReadySeconds of type int32',
    ],
    [
      spec({ minReadySeconds: 1.5 }),
      'number 1.5 into Go struct field DaemonSetSpec.spec.minReadySeconds of type int32',
    ],
    [
      spec({ selector: { matchLabels: { app: 1 } } }),
      'number into Go struct field LabelSelector.spec.selector.matchLabels of type string',
    ],
    [
      spec({ template: { spec: { containers: {} } } }),
      'object into Go struct field PodSpec.spec.template.spec.containers of type []v1.Container',
    ],
    [
      spec({ template: { spec: { containers: [{ name: true }] } } }),
      'bool into Go struct field Container.spec.template.spec.containers.name of type string',
    ],
    [
      spec({ template: 'x' }),
      'string into Go struct field DaemonSetSpec.spec.template of type v1.PodTemplateSpec',
    ],
  ])('tells in Go’s words what is of a wrong type', (object, message) => {
    expect(errorOf(object)).toBe(`json: cannot unmarshal ${message}`)
  })

  it('tells it in other words of what a strategic merge patch has made', () => {
    const message = (object: object): unknown =>
      decodeAs(object, 'apps.DaemonSet', { mismatch: unstructuredMismatch }).error
    expect(message(spec({ minReadySeconds: 'x' }))).toBe('unrecognized type: int32')
    expect(message(spec({ minReadySeconds: 1.5 }))).toBe('cannot convert float64 to int32')
    expect(message(spec({ template: 'x' }))).toBe('cannot restore struct from: string')
    expect(message(spec({ template: { spec: { containers: 'x' } } }))).toBe(
      'cannot restore slice from string',
    )
    expect(message(spec({ template: { spec: { nodeSelector: 5 } } }))).toBe(
      'cannot restore map from int64',
    )
  })

  it('refuses quantities and times that are none', () => {
    const withCpu = (cpu: unknown): object =>
      spec({ template: { spec: { containers: [{ resources: { requests: { cpu } } }] } } })
    expect(errorOf(withCpu('abc'))).toMatch(/^quantities must match the regular expression/)
    expect(errorOf(withCpu('5x'))).toMatch(/^quantities must match|^unable to parse/)
    expect(['5', '1.5Gi', '100m', '1e3', 2].map(withCpu).map(errorOf)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ])
    expect(
      field(decodeAs(withCpu('1000m'), 'apps.DaemonSet').value, 'spec', 'template', 'spec'),
    ).toEqual({ containers: [{ resources: { requests: { cpu: '1' } } }] })
    expect(errorOf({ metadata: { creationTimestamp: 'x' } })).toBe(
      'parsing time "x" as "2006-01-02T15:04:05Z07:00": cannot parse "x" as "2006"',
    )
  })

  it('names fields that there are not and those that stand twice, in their order', () => {
    const { value, keysOf } = parseJson(
      '{"spec":{"paused":1,"minReadySeconds":1,"minReadySeconds":2,"template":{"spec":{"containers":[{"Name":"x"}]}}}}',
    )
    expect(decodeAs(value, 'apps.DaemonSet', { keysOf }).strict).toEqual([
      'unknown field "spec.paused"',
      'duplicate field "spec.minReadySeconds"',
      'unknown field "spec.template.spec.containers[0].Name"',
    ])
  })

  it('keeps neither unknown fields nor what Go leaves out when it is empty', () => {
    const sent = spec({
      paused: true,
      minReadySeconds: 0,
      revisionHistoryLimit: 0,
      template: { metadata: { creationTimestamp: null, labels: {} }, spec: { hostNetwork: false } },
    })
    expect(decodeAs(sent, 'apps.DaemonSet').value).toEqual(
      spec({ revisionHistoryLimit: 0, template: { metadata: {}, spec: {} } }),
    )
  })
})

describe('parsing JSON', () => {
  it('reads what JSON.parse reads', () => {
    const text = String.raw`{"a":[1,-2.5e3,"x\n\u00e9",true,null,{}],"__proto__":{"b":false}}`
    expect(JSON.stringify(parseJson(text).value)).toBe(JSON.stringify(JSON.parse(text)))
  })

  it.each([
    ['', 'unexpected end of JSON input'],
    ['{"a":', 'unexpected end of JSON input'],
    ['{"a":1,}', "invalid character '}' looking for beginning of object key string"],
    ['{"a" 1}', "invalid character '1' after object key"],
    ['{"a":1 2}', "invalid character '2' after object key:value pair"],
    ['[1 2]', "invalid character '2' after array element"],
    ['[x]', "invalid character 'x' looking for beginning of value"],
    ['{} x', "invalid character 'x' after top-level value"],
    ['"x', 'unexpected end of JSON input'],
  ])('says of %s what Go says', (text, message) => {
    expect(() => parseJson(text)).toThrow(new JsonError(message))
  })
})
