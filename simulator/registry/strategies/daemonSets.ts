/** pkg/registry/apps/daemonset/strategy.go */
import { at } from '../../../domain/decode/readJson.ts'
import { dnsSubdomainErrors } from '../../../domain/k8s/names.ts'
import type { KubeObject } from '../../objects.ts'
import { isSame } from '../../store/store.ts'
import type { Draft } from '../draft.ts'
import { firstGeneration, nextGeneration, withStatusOf } from './generation.ts'
import type { Strategy } from './strategy.ts'

/** The v1 form of spec.templateGeneration (pkg/apis/apps/v1/conversion.go). */
const templateGeneration = 'deprecated.daemonset.template.generation'

/** Fields that Go writes also where they are 0. */
const noStatus = {
  currentNumberScheduled: 0,
  numberMisscheduled: 0,
  desiredNumberScheduled: 0,
  numberReady: 0,
}

export const daemonSetStrategy: Strategy = {
  nameErrors: dnsSubdomainErrors,
  prepareCreate: (draft) => {
    const asked = readGeneration(draft)
    const created = withTemplateGeneration(firstGeneration(draft), Math.max(asked, 1))
    return { ...created, status: noStatus }
  },
  prepareUpdate: (draft, old) => {
    const isSameTemplate = isSame(at(draft.spec, 'template'), at(old.spec, 'template'))
    const generation = readGeneration(old) + (isSameTemplate ? 0 : 1)
    return nextGeneration(withStatusOf(withTemplateGeneration(draft, generation), old), old)
  },
}

function readGeneration({ metadata }: Draft | KubeObject): number {
  const text = metadata.annotations?.[templateGeneration] ?? ''
  return /^-?\d+$/.test(text) ? Number(text) : 0
}

function withTemplateGeneration(draft: Draft, generation: number): Draft {
  const annotations = { ...draft.metadata.annotations, [templateGeneration]: String(generation) }
  return { ...draft, metadata: { ...draft.metadata, annotations } }
}
