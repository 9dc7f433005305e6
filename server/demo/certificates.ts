/** X.509 certificates, made on the spot: nothing to install, no keys in the repository. */
import {
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'
import { isIP } from 'node:net'

interface Pair {
  /** PEM */
  readonly cert: string
  readonly key: string
}

export interface Authority extends Pair {
  /** A certificate for host names and IP addresses, or for a user (`CN`). */
  issue(options: IssueOptions): Pair
}

interface IssueOptions {
  readonly commonName?: string
  readonly names?: readonly string[]
  readonly expired?: boolean
}

const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts)
  const size =
    body.length < 128
      ? [body.length]
      : body.length < 256
        ? [0x81, body.length]
        : [0x82, body.length >> 8, body.length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), body])
}
const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts)
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
const text = (value: string) => der(0x0c, Buffer.from(value))
const octets = (content: Uint8Array) => der(0x04, content)
const bits = (content: Uint8Array) => der(0x03, Buffer.from([0]), content)
const yes = der(0x01, Buffer.from([0xff]))
const time = (ms: number) =>
  der(0x18, Buffer.from(`${new Date(ms).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`))

const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'))
const commonNameOid = oid('550403')
const distinguishedName = (name: string) => sequence(der(0x31, sequence(commonNameOid, text(name))))

const alternativeName = (name: string): Buffer => {
  if (isIP(name) === 0) return der(0x82, Buffer.from(name))
  return der(
    0x87,
    name === '::1'
      ? Buffer.from('00'.repeat(15) + '01', 'hex')
      : Buffer.from(name.split('.').map(Number)),
  )
}

function certificate(
  subject: string,
  issuer: string,
  publicKey: KeyObject,
  signer: KeyObject,
  expires: number,
  extensions: readonly Buffer[],
): string {
  const day = 86_400_000
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    distinguishedName(issuer),
    sequence(time(Date.now() - 2 * day), time(expires)),
    distinguishedName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  )
  const signed = sequence(body, ecdsaWithSha256, bits(sign('sha256', body, signer)))
  const base64 = signed.toString('base64').replace(/.{64}(?=.)/g, '$&\n')
  return `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`
}

const newKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
const pem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString()

/** A certificate authority of its own. */
export function createAuthority(name = 'everynode'): Authority {
  const tomorrow = Date.now() + 86_400_000
  const key = newKey()
  const isAuthority = sequence(oid('551d13'), yes, octets(sequence(yes)))
  return {
    cert: certificate(name, name, createPublicKey(key), key, tomorrow, [isAuthority]),
    key: pem(key),
    issue({ commonName = 'leaf', names = [], expired = false }) {
      const own = newKey()
      const alternatives = sequence(oid('551d11'), octets(sequence(...names.map(alternativeName))))
      const purposes = sequence(
        oid('551d25'),
        octets(sequence(oid('2b06010505070301'), oid('2b06010505070302'))),
      )
      const expires = expired ? Date.now() - 3_600_000 : tomorrow
      const extensions = names.length === 0 ? [purposes] : [purposes, alternatives]
      return {
        cert: certificate(commonName, name, createPublicKey(own), key, expires, extensions),
        key: pem(own),
      }
    },
  }
}
