/** The cluster's namespaces, and what their node selectors do to DaemonSets. */
import type { DaemonSet, Namespace } from '../k8s/objects.ts'
import { type CompiledPlacement, compilePlacement } from '../placement/compilePlacement.ts'
import { makeTarget, noProjectRules, type ProjectRules, type Target } from '../placement/target.ts'
import type { PlacementSpec } from '../placement/verdict.ts'

export class NamespaceIndex {
  rules: ProjectRules = noProjectRules
  #byUid = new Map<string, Namespace>()
  readonly #byName = new Map<string, Namespace>()

  get all(): Iterable<Namespace> {
    return this.#byUid.values()
  }

  replace(namespaces: Iterable<Namespace>): void {
    this.#byUid = new Map()
    this.#byName.clear()
    this.apply(namespaces, [])
  }

  apply(upserts: Iterable<Namespace>, deletes: Iterable<string>): void {
    for (const uid of deletes) this.#delete(uid)
    for (const namespace of upserts) {
      this.#byUid.set(namespace.metadata.uid, namespace)
      this.#byName.set(namespace.metadata.name, namespace)
    }
  }

  /** What decides where Pods of such a template go in a namespace. */
  target(
    namespace: string,
    spec: PlacementSpec,
    placement: CompiledPlacement = compilePlacement(spec),
  ): Target {
    return makeTarget(this.rules, this.#byName.get(namespace), placement, spec)
  }

  /** The same of a DaemonSet that is there. @param placement its template's, where that is known already */
  targetOf({ metadata, spec }: DaemonSet, placement?: CompiledPlacement): Target {
    return this.target(metadata.namespace ?? '', spec.template.spec, placement)
  }

  /** A successor of the same name stays. */
  #delete(uid: string): void {
    const gone = this.#byUid.get(uid)
    if (gone === undefined) return
    this.#byUid.delete(uid)
    if (this.#byName.get(gone.metadata.name) === gone) this.#byName.delete(gone.metadata.name)
  }
}
