import { describe, expect, it } from 'vitest'

import { at, listAt } from './json.ts'
import { planDaemonSets } from './workloads.ts'

describe('the DaemonSets for development and benchmarks', () => {
  it.each([0, 1, 6, 30])('are exactly as many as asked for: %d', (m) => {
    expect(planDaemonSets(m)).toHaveLength(m)
  })

  it('begin with names that people know, in several namespaces', () => {
    const six = planDaemonSets(6).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)
    expect(six).toEqual([
      'kube-system/kube-proxy',
      'monitoring/node-exporter',
      'logging/fluent-bit',
      'storage/csi-node',
      'gpu-operator/nvidia-device-plugin',
      'ingress-nginx/ingress-nginx-controller',
    ])
  })

  it('have distinct names, and selectors that match their own template alone', () => {
    const all = planDaemonSets(100)
    expect(new Set(all.map(({ metadata }) => metadata.name)).size).toBe(100)
    for (const { spec } of all) {
      const wanted = at(spec, 'selector', 'matchLabels')
      expect(at(spec, 'template', 'metadata', 'labels')).toMatchObject(Object(wanted))
    }
  })

  it('never want the same host port twice', () => {
    const ports = planDaemonSets(100).flatMap(({ spec }) =>
      listAt(spec, 'template', 'spec', 'containers').flatMap((container) =>
        listAt(container, 'ports').map((port) => at(port, 'containerPort')),
      ),
    )
    expect(ports.length).toBeGreaterThan(1)
    expect(new Set(ports).size).toBe(ports.length)
  })
})
