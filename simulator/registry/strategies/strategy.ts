/** What the API server does for one kind and not for others (pkg/registry/GROUP/KIND/strategy.go). */
import type { KubeObject } from '../../objects.ts'
import type { Draft } from '../draft.ts'
import type { FieldErrors } from '../fieldErrors.ts'
import type { NameErrors } from '../validateMeta.ts'

export interface Strategy {
  readonly nameErrors: NameErrors
  /** Fills in what the client left out; both on create and on update. */
  readonly defaults?: (draft: Draft) => Draft
  /** Before validation: takes away or sets what clients have no say in. */
  readonly prepareCreate?: (draft: Draft) => Draft
  /** The draft has the old object's generation; a change of the spec raises it. */
  readonly prepareUpdate?: (draft: Draft, old: KubeObject) => Draft
  /** What of the new status is kept. */
  readonly prepareStatus?: (draft: Draft, old: KubeObject) => Draft
  /** Besides the rules for metadata. */
  readonly validate?: (draft: Draft) => FieldErrors
  readonly validateUpdate?: (draft: Draft, old: KubeObject) => FieldErrors
  /** Of a new status. */
  readonly validateStatus?: (draft: Draft, old: KubeObject) => FieldErrors
  /** Before anything else is looked at. @throws ApiError where nobody may delete it */
  readonly checkDelete?: (object: KubeObject) => void
  /** Is it to stay although it is being deleted and has no finalizers? */
  readonly outlivesDeletion?: (draft: Draft) => boolean
}
