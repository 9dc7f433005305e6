/** A DaemonSet as its nodes are judged by it. */
import { projectDaemonSet, projectNamespace } from '../../../domain/decode/jsonObjects.ts'
import { at, textOrEmpty } from '../../../domain/decode/readJson.ts'
import { labelSelectorRequirements } from '../../../domain/k8s/labelSelector.ts'
import type { DaemonSet } from '../../../domain/k8s/objects.ts'
import type { Requirement } from '../../../domain/k8s/requirement.ts'
import {
  type CompiledPlacement,
  compilePlacement,
} from '../../../domain/placement/compilePlacement.ts'
import { verdictBits } from '../../../domain/placement/placementVerdict.ts'
import {
  type CompiledProject,
  compileProject,
  narrowedBits,
} from '../../../domain/placement/projectEffect.ts'
import { projectSelector } from '../../../domain/placement/projectSelector.ts'
import type { NodeFacts } from '../../../domain/placement/verdict.ts'
import { currentTarget, type RolloutTarget } from '../../../domain/rollout/rolloutTarget.ts'
import type { KubeObject } from '../../objects.ts'
import type { Flavour } from '../../registry/registry.ts'
import type { Store } from '../../store/store.ts'

export interface SubjectWorld {
  readonly store: Store
  readonly flavour: Flavour
}

export interface Subject {
  readonly raw: KubeObject
  readonly daemonSet: DaemonSet
  /** None, which select nothing, where the selector cannot be read. */
  readonly selector: readonly Requirement[]
  readonly placement: CompiledPlacement
  /** Only where the controller narrows its verdict by it. */
  readonly project: CompiledProject | undefined
}

interface Known {
  readonly raw: KubeObject
  readonly namespace: KubeObject | undefined
  readonly scheduler: KubeObject | undefined
  readonly subject: Subject
}

/** Reads DaemonSets, each once for as long as it stays the same. */
export class SubjectReader {
  readonly #world: SubjectWorld
  readonly #known = new Map<string, Known>()

  constructor(world: SubjectWorld) {
    this.#world = world
  }

  read(raw: KubeObject): Subject {
    const { namespace: name = '', uid } = raw.metadata
    const namespace = this.#world.store.get('namespaces', { namespace: '', name })
    const scheduler = this.#world.store.get('schedulers', { namespace: '', name: 'cluster' })
    const known = this.#known.get(uid)
    const isSame = known?.namespace === namespace && known?.scheduler === scheduler
    if (known?.raw === raw && isSame) return known.subject
    const subject = this.#read(raw, namespace, scheduler)
    this.#known.set(uid, { raw, namespace, scheduler, subject })
    return subject
  }

  forget({ metadata }: KubeObject): void {
    this.#known.delete(metadata.uid)
  }

  /** @param scheduler OpenShift: it has the selector of projects that have none of their own */
  #read(
    raw: KubeObject,
    namespace: KubeObject | undefined,
    scheduler: KubeObject | undefined,
  ): Subject {
    const daemonSet = projectDaemonSet(raw).object
    const { spec } = daemonSet.spec.template
    const selector = labelSelectorRequirements(daemonSet.spec.selector ?? {})
    const { flavour } = this.#world
    const project = projectSelector({
      flavour: 'openshift',
      namespace: namespace && projectNamespace(namespace).object,
      clusterDefault: textOrEmpty(at(scheduler?.spec, 'defaultNodeSelector')),
    })
    return {
      raw,
      daemonSet,
      selector: 'requirements' in selector ? selector.requirements : [],
      placement: compilePlacement(spec),
      project: flavour === 'openshift' ? compileProject(project, spec) : undefined,
    }
  }
}

/** The controller's verdict on a node, as of verdictBits. */
export function bitsOn({ placement, project }: Subject, node: NodeFacts): number {
  const bits = verdictBits(placement, node)
  return project === undefined ? bits : narrowedBits(project, node, bits)
}

/** What a Pod has to be of to be up to date. */
export function targetOf({ daemonSet }: Subject, hash: string): RolloutTarget {
  return currentTarget(daemonSet, hash)
}

/** While this is the same, only Nodes and Pods change what the controller sees; never of Pods that it has yet to see. */
export function subjectKey({ raw, daemonSet, project }: Subject, target: RolloutTarget): string {
  const { uid, generation } = raw.metadata
  const minReady = daemonSet.spec.minReadySeconds
  const parts = [uid, generation, minReady, target.hash, target.templateGeneration]
  return [...parts, project?.project.text].join('/')
}
