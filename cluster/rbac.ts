import type { Request, TokenUser } from './types.ts'
import { tokenUsers } from './types.ts'
import { waitFor } from './waitFor.ts'

const group = 'rbac.authorization.k8s.io'
const api = `/apis/${group}/v1`

/** The built-in ClusterRole of each user; `nobody` has none. */
const roles = { admin: 'cluster-admin', editor: 'edit', viewer: 'view' } as const

/** What the built-in `edit` and `view` lack for a page about nodes: they are for namespaced things. */
const readNodes = {
  apiVersion: `${group}/v1`,
  kind: 'ClusterRole',
  metadata: { name: 'everynode-test-read-nodes' },
  rules: [
    { apiGroups: [''], resources: ['nodes', 'namespaces'], verbs: ['get', 'list', 'watch'] },
    { apiGroups: ['apps'], resources: ['controllerrevisions'], verbs: ['get', 'list', 'watch'] },
  ],
} as const

/** The lines of kube-apiserver's token file: token, user, uid. */
export function tokenFile(tokens: Readonly<Record<TokenUser, string>>): string {
  return tokenUsers.map((user) => `${tokens[user]},${user},${user}\n`).join('')
}

/** Gives the users their rights in the whole cluster, and waits until they have them. */
export async function grantRights(request: Request): Promise<void> {
  await request('admin-cert', 'POST', `${api}/clusterroles`, readNodes)
  for (const [user, role] of Object.entries(roles)) await bind(request, user, role)
  for (const user of ['editor', 'viewer']) await bind(request, user, readNodes.metadata.name)
  // `edit` and `view` are empty until the controller manager has aggregated them.
  for (const user of ['admin', 'editor', 'viewer'] as const) {
    const pods = '/api/v1/namespaces/default/pods?limit=1'
    await waitFor(async () => Boolean(await request(user, 'GET', pods)), `the rights of ${user}`)
  }
}

async function bind(request: Request, user: string, role: string): Promise<void> {
  await request('admin-cert', 'POST', `${api}/clusterrolebindings`, {
    apiVersion: `${group}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: `everynode-test-${user}-${role}` },
    roleRef: { apiGroup: group, kind: 'ClusterRole', name: role },
    subjects: [{ apiGroup: group, kind: 'User', name: user }],
  })
}
