import { describe, expect, it } from 'vitest'
import { fateOf } from './fate.ts'

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'a', uid: 'a', resourceVersion: '1', creationTimestamp: '' },
}

describe('an image', () => {
  it('of one architecture alone cannot be executed on nodes of another', () => {
    expect(fateOf(pod, 'docker.io/falcosecurity/falco:0.41.3-amd64', 'arm64')).toBe('foreign')
    expect(fateOf(pod, 'docker.io/falcosecurity/falco:0.41.3-amd64', 'amd64')).toBe('well')
    expect(fateOf(pod, 'docker.io/falcosecurity/falco:0.41.3', 'arm64')).toBe('well')
  })

  it('of a registry that no name leads to is never pulled', () => {
    expect(fateOf(pod, 'registry.invalid/tools/agent:1', 'amd64')).toBe('noImage')
  })
})
