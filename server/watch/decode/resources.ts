import type { Resource, ResourceObjects } from '../../../domain/stream/lines.ts'
import type { Projected } from '../../../domain/decode/projected.ts'
import {
  projectControllerRevision,
  projectDaemonSet,
  projectNamespace,
  projectNode,
} from '../../../domain/decode/jsonObjects.ts'
import { projectPod } from '../../../domain/decode/jsonPod.ts'
import { readNode } from './protobufNode.ts'
import { readPod } from './protobufPod.ts'
import type { ProtobufReader } from './protobufReader.ts'

/** How one resource is asked for, and how its objects are read. */
export interface ResourceKind<T> {
  /** Of all namespaces. */
  readonly path: string
  readonly kind: string
  /** Reads parsed JSON. @throws DecodeError */
  readonly readJson: (value: unknown) => Projected<T>
  /** Reads a protobuf message up to `end`. @throws DecodeError */
  readonly readProtobuf?: (reader: ProtobufReader, end: number) => Projected<T>
}

/** Nodes and Pods, the large ones, are read as protobuf; the others are few, and JSON is simpler. */
export const resourceKinds: { readonly [R in Resource]: ResourceKind<ResourceObjects[R]> } = {
  namespaces: { path: '/api/v1/namespaces', kind: 'Namespace', readJson: projectNamespace },
  nodes: { path: '/api/v1/nodes', kind: 'Node', readJson: projectNode, readProtobuf: readNode },
  daemonsets: { path: '/apis/apps/v1/daemonsets', kind: 'DaemonSet', readJson: projectDaemonSet },
  controllerrevisions: {
    path: '/apis/apps/v1/controllerrevisions',
    kind: 'ControllerRevision',
    readJson: projectControllerRevision,
  },
  pods: { path: '/api/v1/pods', kind: 'Pod', readJson: projectPod, readProtobuf: readPod },
}
