/** Names of a DaemonSet's Pods by the node on which each counts. */
export class PodsByNode {
  readonly #nodeOf = new Map<string, string>()
  readonly #namesOn = new Map<string, readonly string[]>()

  on(node: string): readonly string[] {
    return this.#namesOn.get(node) ?? []
  }

  nodes(): Iterable<string> {
    return this.#namesOn.keys()
  }

  /** @param node undefined: on none. @returns the node on which it counted until now */
  put(name: string, node: string | undefined): string | undefined {
    const before = this.#nodeOf.get(name)
    if (before === node) return before
    if (before !== undefined) this.#takeFrom(before, name)
    if (node === undefined) this.#nodeOf.delete(name)
    else {
      this.#nodeOf.set(name, node)
      this.#namesOn.set(node, [...this.on(node), name])
    }
    return before
  }

  #takeFrom(node: string, name: string): void {
    const others = this.on(node).filter((each) => each !== name)
    if (others.length === 0) this.#namesOn.delete(node)
    else this.#namesOn.set(node, others)
  }
}
