import { stringify } from 'yaml'
import type { ContainerPort, Labels, Toleration } from '../k8s/objects.ts'
import { isBlankPort } from './checkDraft.ts'
import { labelsOf } from './checkLabels.ts'
import type { Draft, PortRow } from './draft.ts'
import { placementOf } from './placementOf.ts'

/** A DaemonSet as it is sent: only what the form says, in the order of Kubernetes' own types. */
export interface DaemonSetManifest {
  readonly apiVersion: 'apps/v1'
  readonly kind: 'DaemonSet'
  readonly metadata: {
    readonly name: string
    readonly namespace: string
    readonly labels?: Labels
  }
  readonly spec: {
    readonly selector: { readonly matchLabels: Labels }
    readonly template: {
      readonly metadata: { readonly labels: Labels }
      readonly spec: PodManifest
    }
  }
}

interface PodManifest {
  readonly containers: readonly ContainerManifest[]
  readonly terminationGracePeriodSeconds?: number
  readonly nodeSelector?: Labels
  readonly serviceAccountName?: string
  readonly tolerations?: readonly Toleration[]
  readonly priorityClassName?: string
}

interface ContainerManifest {
  readonly name: string
  readonly image: string
  readonly ports?: readonly ContainerPort[]
  readonly resources?: { readonly requests: Readonly<Record<string, string>> }
  readonly terminationMessagePath?: string
  readonly imagePullPolicy?: string
}

/** The draft as a manifest. Fields left empty are left out, half-typed rules too: Kubernetes' defaults stay its own. */
export function toManifest(draft: Draft): DaemonSetManifest {
  const labels = labelsOf(draft.labels)
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: {
      name: draft.name,
      namespace: draft.namespace,
      ...(Object.keys(labels).length > 0 ? { labels } : {}),
    },
    spec: {
      selector: { matchLabels: labelsOf(draft.selector) },
      template: { metadata: { labels: labelsOf(draft.templateLabels) }, spec: podOf(draft) },
    },
  }
}

function podOf(draft: Draft): PodManifest {
  const { nodeSelector, tolerations } = placementOf(draft)
  const { terminationGracePeriodSeconds: seconds, serviceAccountName, priorityClassName } = draft
  return {
    containers: [containerOf(draft)],
    ...(/^[0-9]+$/.test(seconds) ? { terminationGracePeriodSeconds: Number(seconds) } : {}),
    ...(nodeSelector === undefined ? {} : { nodeSelector }),
    ...(serviceAccountName === '' ? {} : { serviceAccountName }),
    ...(tolerations === undefined ? {} : { tolerations }),
    ...(priorityClassName === '' ? {} : { priorityClassName }),
  }
}

/** The draft's container as it is sent. */
export function containerOf(draft: Draft): ContainerManifest {
  const { containerName, image, imagePullPolicy, terminationMessagePath } = draft
  const ports = sentPorts(draft).map(portOf)
  const requests = requestsOf(draft)
  return {
    name: containerName,
    image,
    ...(ports.length > 0 ? { ports } : {}),
    ...(Object.keys(requests).length > 0 ? { resources: { requests } } : {}),
    ...(terminationMessagePath === '' ? {} : { terminationMessagePath }),
    ...(imagePullPolicy === '' ? {} : { imagePullPolicy }),
  }
}

function requestsOf({ cpuRequest, memoryRequest }: Draft): Readonly<Record<string, string>> {
  return {
    ...(cpuRequest === '' ? {} : { cpu: cpuRequest }),
    ...(memoryRequest === '' ? {} : { memory: memoryRequest }),
  }
}

/** The rows of ports that stand in the manifest, in its order. */
export function sentPorts(draft: Draft): readonly PortRow[] {
  return draft.ports.filter((row) => !isBlankPort(row))
}

function portOf({ containerPort, protocol, name, hostPort }: PortRow): ContainerPort {
  return {
    ...(name === '' ? {} : { name }),
    ...(hostPort === '' ? {} : { hostPort: Number(hostPort) }),
    containerPort: Number(containerPort),
    protocol,
  }
}

/**
 * A manifest as YAML. Kubernetes reads YAML 1.1, in which `yes`, `on` or `1:30` are no texts: such values are quoted.
 */
export function toYaml(manifest: DaemonSetManifest): string {
  return stringify(manifest, { compat: 'yaml-1.1', lineWidth: 0 })
}
