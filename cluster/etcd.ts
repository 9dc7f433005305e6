import { numberAt, textAt } from './json.ts'

/** Where kube-apiserver's compactors tell each other what is compacted: storage/etcd3/compact.go. */
const compactRevKey = 'compact_rev_key'

/**
 * Compacts etcd at its current revision, as kube-apiserver itself does, through the HTTP gateway of its gRPC API:
 * https://etcd.io/docs/v3.6/dev-guide/api_grpc_gateway/. In its JSON, 64-bit numbers are text.
 */
export async function compactEtcd(port: number): Promise<void> {
  const status = await post(port, '/v3/maintenance/status', {})
  const revision = textAt(status, 'header', 'revision')
  await post(port, '/v3/kv/compaction', { revision, physical: true })
  await post(port, '/v3/kv/put', { key: base64(compactRevKey), value: base64(revision) })
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

async function post(port: number, path: string, body: unknown): Promise<unknown> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
  })
  const parsed: unknown = await answer.json()
  // Compacting twice at the same revision is refused with gRPC's OutOfRange, and is no failure.
  const outOfRange = 11
  if (answer.ok || numberAt(parsed, 'code') === outOfRange) return parsed
  throw new Error(`etcd ${path}: ${answer.status} ${textAt(parsed, 'message')}`)
}
