/** A demo as the console's grid sees it, on a clock that tests step. */
import {
  projectControllerRevision,
  projectDaemonSet,
  projectNamespace,
  projectNode,
} from '../../domain/decode/jsonObjects.ts'
import { projectPod } from '../../domain/decode/jsonPod.ts'
import { at, listOf, text } from '../../domain/decode/readJson.ts'
import { type Cell, type CellState, decodeCell } from '../../domain/grid/cell.ts'
import { ClusterModel } from '../../domain/grid/clusterModel.ts'
import { SteppedClock } from '../clock.ts'
import type { Key, KubeObject } from '../objects.ts'
import type { RunningCluster } from '../simulatedCluster.ts'
import { createDemo, type DemoOptions } from './createDemo.ts'

export const domain = 'prod-tokyo.example.com'

/** Always the same numbers. */
function pseudoRandom(): () => number {
  let state = 1
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

export class TestDemo {
  readonly clock = new SteppedClock(Date.UTC(2026, 0, 1))
  readonly cluster: RunningCluster

  constructor(options: Partial<DemoOptions> = {}) {
    this.cluster = createDemo({ clock: this.clock, random: pseudoRandom(), ...options })
  }

  /** The grid's model of how things are now. */
  model(): ClusterModel {
    const { store } = this.cluster
    const model = new ClusterModel()
    model.setProjectRules({ flavour: 'openshift', clusterDefault: '' })
    model.replaceNamespaces(store.list('namespaces').map((each) => projectNamespace(each).object))
    model.replaceNodes(store.list('nodes').map((each) => projectNode(each).object))
    model.replaceDaemonSets(store.list('daemonsets').map((each) => projectDaemonSet(each).object))
    const revisions = store.list('controllerrevisions')
    model.replaceControllerRevisions(
      revisions.map((each) => projectControllerRevision(each).object),
    )
    model.replacePods(store.list('pods').map((each) => projectPod(each).object))
    model.endWaiting()
    return model
  }

  pods(agent: Key): readonly KubeObject[] {
    const { namespace, name } = agent
    return this.cluster.store
      .list('pods', namespace)
      .filter(({ metadata }) => metadata.ownerReferences?.[0]?.name === name)
  }

  /** What happened to a Pod, its DaemonSet or a node: reasons and messages. */
  events(name: string): readonly string[] {
    return [...this.cluster.store.all('events')]
      .filter((event) => at(event['involvedObject'], 'name') === name)
      .map((event) => `${text(event['reason'])}: ${text(event['message'])}`)
  }
}

/** @param node its name without the domain */
export function cellOf(model: ClusterModel, { namespace, name }: Key, node: string): Cell {
  const row = model.nodeNamed(`${node}.${domain}`)
  const column = model.daemonSetNamed(namespace, name)
  if (row === undefined || column === undefined) throw new Error(`no cell ${name} ${node}`)
  return decodeCell(model.cell(row, column))
}

/** The nodes, without their domain, where a DaemonSet's cell is in that state. */
export function nodesIn(model: ClusterModel, agent: Key, state: CellState): readonly string[] {
  return model.nodes
    .map(({ name }) => name.replace(`.${domain}`, ''))
    .filter((node) => cellOf(model, agent, node).state === state)
}

/** Why a Pod is not scheduled; undefined where it is. */
export function pendingWhy(pod: KubeObject | undefined): string | undefined {
  const conditions = listOf(at(pod?.status, 'conditions'), (each) => each)
  const found = conditions.find((each) => at(each, 'type') === 'PodScheduled')
  return text(at(found, 'message'))
}
