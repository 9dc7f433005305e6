/** GET /session: who is signed in, to which cluster. */
import type { ClusterIdentity, ConsoleCluster } from '../consoleCluster.ts'
import type { Session } from '../door/sessions.ts'
import { statusResponse } from '../status.ts'
import { UpstreamError } from '../upstream/upstream.ts'
import { clusterFailure } from './proxyToCluster.ts'

/** The answer; a text is '' where nobody knows it. */
interface SessionDescription extends ClusterIdentity {
  readonly user: string
  readonly groups: readonly string[]
  /** Kubernetes' version, for example v1.36.3. */
  readonly version: string
  readonly demo?: { readonly identities: readonly string[]; readonly identity: string }
}

const review = {
  apiVersion: 'authentication.k8s.io/v1',
  kind: 'SelfSubjectReview',
} as const

/**
 * @returns a SessionDescription as JSON; the API server's 401 where it refuses the credential (reason Unauthorized,
 *   other than the console's own NoSession); a Status where it can't be reached
 */
export async function describeSession(
  { identity, upstreamOf, demo }: Pick<ConsoleCluster, 'identity' | 'upstreamOf' | 'demo'>,
  session: Session,
  signal: AbortSignal,
): Promise<Response> {
  const upstream = upstreamOf(session)
  try {
    const [reviewed, version] = await Promise.all([
      upstream(reviewRequest(signal)),
      upstream(new Request('http://kubernetes/version', { signal })),
    ])
    if (reviewed.status === 401)
      return statusResponse(
        401,
        'Unauthorized',
        'The API server does not accept the credential of the kubeconfig.',
      )
    // Before Kubernetes 1.28 there is no such review: the user's name stays unknown.
    const userInfo = at(at(await jsonOf(reviewed), 'status'), 'userInfo')
    const description: SessionDescription = {
      ...identity,
      user: text(at(userInfo, 'username')),
      groups: texts(at(userInfo, 'groups')),
      version: text(at(await jsonOf(version), 'gitVersion')),
      ...(demo && {
        demo: { identities: demo.identities, identity: demo.identityOf(session) },
      }),
    }
    return Response.json(description)
  } catch (error) {
    if (error instanceof UpstreamError) return clusterFailure(error)
    throw error
  }
}

function reviewRequest(signal: AbortSignal): Request {
  return new Request(`http://kubernetes/apis/${review.apiVersion}/selfsubjectreviews`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(review),
    signal,
  })
}

/** @returns the JSON of a good answer; undefined for any other */
async function jsonOf(answer: Response): Promise<unknown> {
  const body = await answer.text()
  if (!answer.ok) return undefined
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? new Map(Object.entries(value)).get(key)
    : undefined
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []
}
