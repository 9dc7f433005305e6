import type { Labels, Node } from '../k8s/objects.ts'
import type { NodeFacts } from './verdict.ts'

const none: Labels = {}

/** What a verdict looks at in a Node. */
export function nodeFacts(node: Node): NodeFacts {
  return {
    name: node.metadata.name,
    labels: node.metadata.labels ?? none,
    taints: node.spec.taints ?? [],
  }
}
