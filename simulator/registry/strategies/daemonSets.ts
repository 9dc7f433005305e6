/** pkg/registry/apps/daemonset/strategy.go */
import { at } from '../../../domain/decode/readJson.ts'
import { dnsSubdomainErrors } from '../../../domain/k8s/names.ts'
import type { KubeObject } from '../../objects.ts'
import { isSame } from '../../store/store.ts'
import { all, fill, inField, withField } from '../defaults/defaulting.ts'
import { templateDefaults } from '../defaults/podSpec.ts'
import { readingQuantities } from '../defaults/quantities.ts'
import type { Draft } from '../draft.ts'
import {
  validateDaemonSet,
  validateDaemonSetStatus,
  validateDaemonSetUpdate,
} from '../validation/daemonSet.ts'
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

const rollingUpdate = inField('rollingUpdate', fill({ maxUnavailable: 1, maxSurge: 0 }))

/** pkg/apis/apps/v1/defaults.go, SetDefaults_DaemonSet */
const specDefaults = all(
  fill({ updateStrategy: {}, revisionHistoryLimit: 10 }),
  inField('updateStrategy', (strategy) => {
    const { type = 'RollingUpdate' } = strategy
    if (type !== 'RollingUpdate') return strategy
    return all(fill({ type, rollingUpdate: {} }), rollingUpdate)(strategy)
  }),
  (spec) => withField(spec, 'template', templateDefaults(spec['template'])),
)

export const daemonSetStrategy: Strategy = {
  nameErrors: dnsSubdomainErrors,
  defaults: readingQuantities({ kind: 'DaemonSet', version: 'v1' }, (draft) => ({
    ...draft,
    spec: specDefaults(draft.spec ?? {}),
  })),
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
  validateStatus: validateDaemonSetStatus,
  validate: validateDaemonSet,
  validateUpdate: validateDaemonSetUpdate,
}

function readGeneration({ metadata }: Draft | KubeObject): number {
  const text = metadata.annotations?.[templateGeneration] ?? ''
  return /^-?\d+$/.test(text) ? Number(text) : 0
}

function withTemplateGeneration(draft: Draft, generation: number): Draft {
  const annotations = { ...draft.metadata.annotations, [templateGeneration]: String(generation) }
  return { ...draft, metadata: { ...draft.metadata, annotations } }
}
