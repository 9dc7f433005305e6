/** pkg/registry/core/namespace/strategy.go */
import { at, listOf, text, textOrEmpty } from '../../../domain/decode/readJson.ts'
import { dnsLabelErrors } from '../../../domain/k8s/names.ts'
import type { KubeObject } from '../../objects.ts'
import type { Draft } from '../draft.ts'
import { invalid } from '../fieldErrors.ts'
import { finalizerNameErrors } from '../validateMeta.ts'
import { withStatusOf } from './generation.ts'
import type { Strategy } from './strategy.ts'

const nameLabel = 'kubernetes.io/metadata.name'

export const namespaceStrategy: Strategy = {
  nameErrors: dnsLabelErrors,
  prepareCreate: (draft) => {
    const finalizers = [...new Set([...namespaceFinalizers(draft), 'kubernetes'])]
    return withNameLabel({ ...draft, spec: { finalizers }, status: { phase: 'Active' } })
  },
  prepareUpdate: (draft, old) =>
    withNameLabel(withStatusOf({ ...draft, spec: old.spec ?? {} }, old)),
  validate: (draft) =>
    namespaceFinalizers(draft).flatMap((each) => finalizerNameErrors(each, 'spec.finalizers')),
  validateStatus: ({ status }, { metadata }) => {
    const [phase, when] =
      metadata.deletionTimestamp === undefined ? ['Active', 'empty'] : ['Terminating', 'not empty']
    const why = `may only be '${phase}' if \`deletionTimestamp\` is ${when}`
    const found = textOrEmpty(at(status, 'phase'))
    return found === phase ? [] : [invalid('status.Phase', found, why)]
  },
  outlivesDeletion: (draft) => namespaceFinalizers(draft).length > 0,
}

/** What still has to happen before a namespace may go; the namespace controller empties it. */
export function namespaceFinalizers({ spec }: Draft | KubeObject): readonly string[] {
  return listOf(at(spec, 'finalizers'), text)
}

function withNameLabel(draft: Draft): Draft {
  const labels = { ...draft.metadata.labels, [nameLabel]: draft.metadata.name }
  return { ...draft, metadata: { ...draft.metadata, labels } }
}
