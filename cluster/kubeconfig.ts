import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'

import { type TokenUser, tokenUsers } from './types.ts'

type Credentials = Readonly<Record<string, string>>

/** Writes the kubeconfig for people and tests: a context for each user, self-contained. */
export async function writeUserKubeconfig(
  file: string,
  url: string,
  certs: string,
  tokens: Readonly<Record<TokenUser, string>>,
): Promise<void> {
  const users: Record<string, Credentials> = { 'admin-cert': await certificate(certs, 'admin') }
  for (const user of tokenUsers) users[user] = { token: tokens[user] }
  await write(file, url, certs, users, 'admin')
}

/** Writes the kubeconfig of a component, which has a client certificate. */
export async function writeComponentKubeconfig(
  file: string,
  url: string,
  certs: string,
  name: string,
): Promise<void> {
  await write(file, url, certs, { [name]: await certificate(certs, name) }, name)
}

async function certificate(certs: string, name: string): Promise<Credentials> {
  return {
    'client-certificate-data': await base64(join(certs, `${name}.crt`)),
    'client-key-data': await base64(join(certs, `${name}.key`)),
  }
}

async function write(
  file: string,
  url: string,
  certs: string,
  users: Readonly<Record<string, Credentials>>,
  current: string,
): Promise<void> {
  const cluster = { server: url, 'certificate-authority-data': await base64(join(certs, 'ca.crt')) }
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'everynode-test', cluster }],
    users: Object.entries(users).map(([name, user]) => ({ name, user })),
    contexts: Object.keys(users).map((name) => ({
      name,
      context: { cluster: 'everynode-test', user: name },
    })),
    'current-context': current,
  }
  await writeFile(file, stringify(config), { mode: 0o600 })
}

async function base64(file: string): Promise<string> {
  return (await readFile(file)).toString('base64')
}
