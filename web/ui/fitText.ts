/** Why a Pod would wait on its node, or be rejected there, in words. */
import type { TFunction } from 'i18next'
import type { HostPort } from '../../domain/k8s/objects.ts'
import { printAmount } from '../../domain/k8s/printAmount.ts'
import type { FitReason, PodName, ShortageFacts } from '../../domain/placement/fitReason.ts'
import type { PlacementReason } from '../../domain/placement/projectReason.ts'

type ReasonsT = TFunction<'reasons'>

/** More Pods than these are counted. */
const mostNamed = 3

export function isFitReason(reason: PlacementReason): reason is FitReason {
  return reason.kind === 'shortage' || reason.kind === 'preempts' || reason.kind === 'pressure'
}

/** In sentences, with all figures. */
export function fitSentence(t: ReasonsT, reason: FitReason): string {
  switch (reason.kind) {
    case 'pressure':
      return t(`fit.${reason.type}`)
    case 'preempts':
      return t('fit.preempts', { pods: podNames(t, reason.victims) })
    case 'shortage': {
      const { preemption, shortage } = reason
      const isSaid = preemption === 'helps' || isTooLarge(shortage)
      const rest = isSaid ? [] : [t(`fit.${preemption}`)]
      return [shortageSentence(t, shortage), ...endingSentence(t, shortage), ...rest].join(
        t('fit.space'),
      )
    }
  }
}

/** More than the node has: whatever else is on it plays no part. */
function isTooLarge(shortage: ShortageFacts): boolean {
  return shortage.kind === 'resource' && shortage.requested > shortage.allocatable
}

/** What is short, with its figures. */
function shortageSentence(t: ReasonsT, shortage: ShortageFacts): string {
  if (shortage.kind === 'pods') {
    return t('fit.pods', { present: shortage.present, allocatable: shortage.allocatable })
  }
  if (shortage.kind === 'hostPort') {
    return t('fit.port', { port: portText(shortage.port), pod: podText(shortage.pod) })
  }
  const { resource, requested, free, allocatable } = shortage
  return t(isTooLarge(shortage) ? 'fit.tooLarge' : 'fit.resource', {
    resource,
    requested: printAmount(resource, requested),
    free: printAmount(resource, free),
    allocatable: printAmount(resource, allocatable),
  })
}

/** What Pods that are being deleted will give back. */
function endingSentence(t: ReasonsT, shortage: ShortageFacts): readonly string[] {
  if (shortage.kind === 'hostPort' || shortage.ending === 0 || isTooLarge(shortage)) return []
  if (shortage.kind === 'pods') return [t('fit.podsEnding', { count: shortage.ending })]
  const { resource, ending } = shortage
  return [t('fit.ending', { ending: printAmount(resource, ending) })]
}

/** In two or three words. */
export function fitLabel(t: ReasonsT, reason: FitReason): string {
  switch (reason.kind) {
    case 'pressure':
      return t(`short.${reason.type}`)
    case 'preempts':
      return t('short.preempts', { count: reason.victims.length })
    case 'shortage':
      return shortageLabel(t, reason.shortage)
  }
}

function shortageLabel(t: ReasonsT, shortage: ShortageFacts): string {
  if (shortage.kind === 'pods') return t('short.pods')
  if (shortage.kind === 'hostPort') return t('short.port', { port: portText(shortage.port) })
  const { resource, requested, free } = shortage
  return t('short.resource', { resource, missing: printAmount(resource, requested - free) })
}

/** In a word or two, for a tile. */
export function fitWord(t: ReasonsT, reason: FitReason): string {
  if (reason.kind !== 'shortage' || reason.shortage.kind !== 'resource') return fitLabel(t, reason)
  const { resource, requested, free } = reason.shortage
  return t('short.missing', { missing: printAmount(resource, requested - free) })
}

/** What is short, where that something is has been said. */
export function fitSubject(t: ReasonsT, reason: FitReason): string {
  if (reason.kind !== 'shortage') return fitLabel(t, reason)
  const { shortage } = reason
  if (shortage.kind === 'resource') return shortage.resource
  return shortage.kind === 'pods'
    ? t('subject.pods')
    : t('subject.port', { port: portText(shortage.port) })
}

function portText({ port, protocol }: HostPort): string {
  return protocol === undefined ? String(port) : `${port}/${protocol}`
}

function podText({ namespace, name }: PodName): string {
  return `${namespace}/${name}`
}

function podNames(t: ReasonsT, pods: readonly PodName[]): string {
  const named = pods.slice(0, mostNamed).map(podText).join(', ')
  const count = pods.length - mostNamed
  return count > 0 ? t('fit.andMore', { pods: named, count }) : named
}
