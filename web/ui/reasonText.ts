import type { TFunction } from 'i18next'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Taint } from '../../domain/k8s/objects.ts'
import { printTaint } from '../../domain/k8s/taints.ts'
import type { PlacementReason } from '../../domain/placement/projectReason.ts'
import type { Reason, RequirementResult, TermResult } from '../../domain/placement/verdict.ts'
import { fitLabel, fitSentence, fitSubject, fitWord, isFitReason } from './fitText.ts'

type ReasonsT = TFunction<'reasons'>

/** What Kubernetes' own NoSchedule and NoExecute taints say about a node (well_known_taints.go). */
const knownTaints = [
  { key: 'node.kubernetes.io/not-ready', text: 'taintNotReady', label: 'notReady' },
  { key: 'node.kubernetes.io/unreachable', text: 'taintUnreachable', label: 'unreachable' },
  { key: 'node.kubernetes.io/unschedulable', text: 'taintCordoned', label: 'cordoned' },
  { key: 'node.kubernetes.io/network-unavailable', text: 'taintNetwork', label: 'network' },
  { key: 'node-role.kubernetes.io/control-plane', text: 'taintControlPlane', label: undefined },
] as const

function knownTaint({ key }: Taint): (typeof knownTaints)[number] | undefined {
  return knownTaints.find((known) => known.key === key)
}

/** A label as its selector is written; an empty value is shown as one. */
export function labelText(key: string, value: string): string {
  return value === '' ? `${key}=""` : `${key}=${value}`
}

/**
 * @returns a function that says in one sentence why a node gets no Pod; it names the node where it is given one
 */
export function useReasonText(): (reason: PlacementReason, nodeName?: string) => string {
  const { t } = useTranslation('reasons')
  return useCallback((reason, nodeName) => reasonSentence(t, reason, nodeName), [t])
}

/**
 * @returns a function that names a reason in two or three words, for lists, tiles and filters
 */
export function useReasonLabel(): (reason: PlacementReason) => string {
  const { t } = useTranslation('reasons')
  return useCallback((reason) => reasonLabel(t, reason), [t])
}

/**
 * @returns a function that names a reason in a word or two, without what stands before a key's slash, for tiles
 */
export function useReasonWord(): (reason: PlacementReason) => string {
  const { t } = useTranslation('reasons')
  return useCallback((reason) => reasonWord(t, reason), [t])
}

/**
 * @returns a function that names what a reason is about, where its kind has been said: a label, a taint
 */
export function useReasonSubject(): (reason: PlacementReason) => string {
  const { t } = useTranslation('reasons')
  return useCallback((reason) => reasonSubject(t, reason), [t])
}

function reasonSentence(t: ReasonsT, reason: PlacementReason, node: string | undefined): string {
  if (isFitReason(reason)) return fitSentence(t, reason)
  if ('selector' in reason) return t(reason.kind, { selector: reason.selector })
  if (reason.kind === 'nodeName') return t('nodeName', { wants: reason.wants })
  if (reason.kind === 'nodeSelector') return selectorSentence(t, reason, node)
  if (reason.kind === 'nodeAffinity') return affinitySentence(t, reason.terms)
  return taintSentence(t, reason.taint, node)
}

function selectorSentence(
  t: ReasonsT,
  reason: Extract<Reason, { kind: 'nodeSelector' }>,
  node: string | undefined,
): string {
  const label = labelText(reason.key, reason.wants)
  if (reason.has === undefined) {
    return node === undefined ? t('noLabel', { label }) : t('noLabelOn', { label, node })
  }
  const has = labelText(reason.key, reason.has)
  return node === undefined
    ? t('otherValue', { label, has })
    : t('otherValueOn', { label, has, node })
}

function affinitySentence(t: ReasonsT, terms: readonly TermResult[]): string {
  const [first] = terms
  if (first === undefined) return t('noTerms')
  if (terms.length === 1) return t('oneTerm', { requirements: termText(t, first) })
  const all = terms.map((term, index) => `(${index + 1}) ${termText(t, term)}`)
  return t('manyTerms', { count: terms.length, terms: all.join('; ') })
}

function termText(t: ReasonsT, term: TermResult): string {
  if (term.empty) return t('emptyTerm')
  const failing = term.requirements.filter(({ result }) => result !== 'match')
  return failing.map((requirement) => requirementText(t, requirement)).join('; ')
}

function requirementText(
  t: ReasonsT,
  { key, operator, values, has, result }: RequirementResult,
): string {
  const words = { key, operator, values: values.join(', ') }
  const requirement = t(`requirement.${operatorKey(operator)}`, words)
  if (result === 'malformed') return t('malformed', { requirement })
  if (has === undefined) return t('mismatchAbsent', { requirement })
  return t('mismatch', { requirement, has: has === '' ? '""' : has })
}

const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'] as const

function operatorKey(operator: string): (typeof operators)[number] | 'other' {
  return operators.find((known) => known === operator) ?? 'other'
}

function taintSentence(t: ReasonsT, taint: Taint, node: string | undefined): string {
  const text = printTaint(taint)
  const known = knownTaint(taint)
  if (known !== undefined) return t(known.text, { taint: text })
  return node === undefined ? t('taint', { taint: text }) : t('taintOn', { taint: text, node })
}

function reasonLabel(t: ReasonsT, reason: PlacementReason): string {
  if (isFitReason(reason)) return fitLabel(t, reason)
  if ('selector' in reason) return t(`short.${reason.kind}`)
  if (reason.kind === 'nodeName') return t('short.nodeName', { wants: reason.wants })
  if (reason.kind === 'nodeSelector') {
    return t('short.nodeSelector', { label: labelText(reason.key, reason.wants) })
  }
  if (reason.kind === 'nodeAffinity') return t('short.nodeAffinity')
  const label = knownTaint(reason.taint)?.label
  return label === undefined
    ? t('short.taint', { taint: printTaint(reason.taint) })
    : t(`short.${label}`)
}

function reasonWord(t: ReasonsT, reason: PlacementReason): string {
  if (isFitReason(reason)) return fitWord(t, reason)
  if (reason.kind === 'nodeSelector') {
    return t('short.nodeSelector', { label: labelText(nameOfKey(reason.key), reason.wants) })
  }
  if (reason.kind !== 'taint' || knownTaint(reason.taint)?.label !== undefined) {
    return reasonLabel(t, reason)
  }
  return t('short.taint', { taint: nameOfKey(reason.taint.key) })
}

function reasonSubject(t: ReasonsT, reason: PlacementReason): string {
  if (isFitReason(reason)) return fitSubject(t, reason)
  if (reason.kind === 'nodeSelector') return labelText(reason.key, reason.wants)
  if (reason.kind !== 'taint') return reasonLabel(t, reason)
  const label = knownTaint(reason.taint)?.label
  return label === undefined ? printTaint({ ...reason.taint, effect: '' }) : t(`short.${label}`)
}

function nameOfKey(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1)
}
