import { expect, it } from 'vitest'
import type { Line } from './lines.ts'
import { LineError, parseLine } from './parseLine.ts'

const pod = { uid: 'u', namespace: 'n', name: 'p', created: 1, phase: '', ready: true, restarts: 0 }
const namespace = { metadata: { name: 'n', uid: 'u' } }
const freshness = { state: 'retrying', asOf: 1, since: 2, why: { code: 'busy', message: 'm' } }

it.each<Line>([
  { type: 'hello', protocol: 1, at: 1 },
  { type: 'heartbeat', at: 2 },
  { type: 'reset', resource: 'nodes' },
  { type: 'items', resource: 'pods', objects: [pod] },
  { type: 'items', resource: 'namespaces', objects: [namespace] },
  { type: 'end', resource: 'pods', resourceVersion: '7' },
  { type: 'delta', resource: 'pods', upserts: [pod], deletes: ['x'], resourceVersion: '8' },
  { type: 'freshness', resource: 'pods', freshness: { state: 'live', asOf: 1, since: 1 } },
])('reads what the server writes: %j', (line) => {
  expect(parseLine(JSON.stringify(line))).toEqual(line)
})

it.each([
  '',
  '{',
  'null',
  '[]',
  '<html>',
  '{"type":"hello","protocol":2,"at":1}',
  '{"type":"heartbeat"}',
  '{"type":"reset","resource":"secrets"}',
  '{"type":"reset","resource":"constructor"}',
  '{"type":"renamed","resource":"pods"}',
  '{"type":"items","resource":"pods"}',
  '{"type":"items","resource":"pods","objects":[{}]}',
  '{"type":"items","resource":"pods","objects":[null]}',
  '{"type":"items","resource":"nodes","objects":[{"uid":"u"}]}',
  '{"type":"end","resource":"pods"}',
  '{"type":"end","resource":"pods","resourceVersion":7}',
  '{"type":"delta","resource":"pods","upserts":[],"deletes":[1],"resourceVersion":"8"}',
  '{"type":"delta","resource":"pods","upserts":[],"resourceVersion":"8"}',
  JSON.stringify({ type: 'freshness', resource: 'pods', freshness: { ...freshness, state: 'ok' } }),
  JSON.stringify({ type: 'freshness', resource: 'pods', freshness: { ...freshness, asOf: null } }),
  JSON.stringify({ type: 'freshness', resource: 'pods', freshness: { ...freshness, why: 'm' } }),
])('refuses what it does not write: %s', (text) => {
  expect(() => parseLine(text)).toThrow(LineError)
})
