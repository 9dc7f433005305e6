/**
 * Parts of the model, each with a number that rises when it changes. `placement`: the nodes' names, labels and taints;
 * `rows`: that, and what stands beside a node's name. Heartbeats change `nodes` alone. `columns`: which DaemonSets there
 * are. `room`: what is left on the nodes.
 */
export type ModelPart =
  | 'nodes'
  | 'rows'
  | 'placement'
  | 'daemonSets'
  | 'columns'
  | 'pods'
  | 'room'
  | 'controllerRevisions'
  | 'namespaces'

/** The numbers before anything has changed. */
export function firstVersions(): Record<ModelPart, number> {
  return {
    nodes: 0,
    rows: 0,
    placement: 0,
    daemonSets: 0,
    columns: 0,
    pods: 0,
    room: 0,
    controllerRevisions: 0,
    namespaces: 0,
  }
}
