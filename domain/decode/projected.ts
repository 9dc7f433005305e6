/** An object as the console knows it (`T` is a type of domain/k8s/objects.ts), and what it is followed by. */
export interface Projected<T> {
  readonly uid: string
  /** Its resourceVersion; empty where it has none, as in a list. */
  readonly version: string
  readonly object: T
}

/** Nothing that a Kubernetes API server says. */
export class DecodeError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'DecodeError'
  }
}
