import { describe, expect, it } from 'vitest'
import { decodeAs } from './decodeAs.ts'
import { ProtobufError, readProtobuf } from './readProtobuf.ts'

/** A DaemonSet as Kubernetes' own serializer writes it (apimachinery, pkg/runtime/serializer/protobuf). */
const written =
  '6b3873000a140a07617070732f763112094461656d6f6e53657412f4010a2b0a016112001a0022002a003200380042080880f2d6ca061000' +
  '5a060a01781201795a050a017a120072016612b2010a080a060a0178120179128a010a100a0012001a0022002a0032003800420012760a09' +
  '0a0176120412020a0012420a01631201692a00420e120c0a0363707512050a0331306d52180a0c1a0a0a06080010051a0012001000180020' +
  '00280030006a007200800100880100900100a201001a0028fdffffffffffffffff01320042004a0052005801600068008201008a01009a01' +
  '00c201001a170a0012130a09080110001a033130251206080010051a0020071a1008001000180020002800300038004000' +
  '1a002200'

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

describe('an object in protobuf', () => {
  it('is read as JSON would have it', () => {
    const read = readProtobuf(bytesOf(written))
    expect(decodeAs(read, 'apps.DaemonSet').value).toMatchObject({
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: {
        name: 'a',
        labels: { x: 'y', z: '' },
        creationTimestamp: '2026-01-01T00:00:00Z',
        finalizers: ['f'],
      },
      spec: {
        selector: { matchLabels: { x: 'y' } },
        minReadySeconds: 7,
        updateStrategy: { rollingUpdate: { maxUnavailable: '10%', maxSurge: 5 } },
        template: {
          spec: {
            hostNetwork: true,
            activeDeadlineSeconds: -3,
            volumes: [{ name: 'v', emptyDir: {} }],
            containers: [
              {
                name: 'c',
                image: 'i',
                resources: { requests: { cpu: '10m' } },
                livenessProbe: { tcpSocket: { port: 5 } },
              },
            ],
          },
        },
      },
    })
  })

  it('is refused where it is none, or cut off', () => {
    const bytes = bytesOf(written)
    expect(() => readProtobuf(new Uint8Array([1, 2, 3]))).toThrow(ProtobufError)
    expect(() => readProtobuf(bytes.subarray(0, bytes.length - 9))).toThrow(ProtobufError)
  })
})
