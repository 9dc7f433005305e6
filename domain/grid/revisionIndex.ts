/** ControllerRevisions by their owner's uid. */
import type { ControllerRevision, DaemonSet } from '../k8s/objects.ts'
import { currentRevision } from '../rollout/revisions.ts'

export class RevisionIndex {
  #owners = new Map<string, readonly string[]>()
  #byOwner = new Map<string, Map<string, ControllerRevision>>()

  replace(revisions: Iterable<ControllerRevision>): void {
    this.#owners = new Map()
    this.#byOwner = new Map()
    for (const revision of revisions) this.#set(revision)
  }

  /** @returns the uids of the owners whose revisions have changed */
  apply(upserts: Iterable<ControllerRevision>, deletes: Iterable<string>): ReadonlySet<string> {
    const changed = new Set<string>()
    for (const revision of upserts) {
      for (const owner of this.#delete(revision.metadata.uid)) changed.add(owner)
      for (const owner of this.#set(revision)) changed.add(owner)
    }
    for (const uid of deletes) for (const owner of this.#delete(uid)) changed.add(owner)
    return changed
  }

  /** Hash of the newest revision of a DaemonSet; undefined where none is known. */
  currentHash(daemonSet: DaemonSet): string | undefined {
    const revisions = this.#byOwner.get(daemonSet.metadata.uid)
    return revisions === undefined
      ? undefined
      : currentRevision(daemonSet, revisions.values())?.hash
  }

  #set(revision: ControllerRevision): readonly string[] {
    const { uid, ownerReferences = [] } = revision.metadata
    const owners = ownerReferences.map((owner) => owner.uid)
    this.#owners.set(uid, owners)
    for (const owner of owners) {
      const revisions = this.#byOwner.get(owner) ?? new Map<string, ControllerRevision>()
      this.#byOwner.set(owner, revisions.set(uid, revision))
    }
    return owners
  }

  #delete(uid: string): readonly string[] {
    const owners = this.#owners.get(uid) ?? []
    this.#owners.delete(uid)
    for (const owner of owners) {
      this.#byOwner.get(owner)?.delete(uid)
      if (this.#byOwner.get(owner)?.size === 0) this.#byOwner.delete(owner)
    }
    return owners
  }
}
