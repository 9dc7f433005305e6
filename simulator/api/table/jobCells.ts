/** A Job's row (kubernetes, pkg/printers/internalversion/printers.go, printJob). */
import { at, isJson, number, numberOrZero, text } from '../../../domain/decode/readJson.ts'
import type { KubeObject } from '../../objects.ts'
import { humanDuration, since } from './humanDuration.ts'

/** Without what stands in wide output. */
export function jobCells(job: KubeObject, now: number): readonly unknown[] {
  return [
    job.metadata.name,
    statusOf(job),
    completionsOf(job),
    durationOf(job, now),
    since(job.metadata.creationTimestamp, now),
  ]
}

const ends = ['Complete', 'Failed'] as const
const states = ['Suspended', 'FailureTarget', 'SuccessCriteriaMet'] as const

function statusOf(job: KubeObject): string {
  const ended = ends.find((type) => isTrue(job, type))
  if (ended !== undefined) return ended
  if (job.metadata.deletionTimestamp !== undefined) return 'Terminating'
  return states.find((type) => isTrue(job, type)) ?? 'Running'
}

function isTrue({ status }: KubeObject, type: string): boolean {
  const conditions = at(status, 'conditions')
  const all = Array.isArray(conditions) ? conditions.filter(isJson) : []
  return all.some((condition) => condition['type'] === type && condition['status'] === 'True')
}

function completionsOf({ spec, status }: KubeObject): string {
  const succeeded = numberOrZero(at(status, 'succeeded'))
  const completions = number(at(spec, 'completions'))
  if (completions !== undefined) return `${succeeded}/${completions}`
  const parallelism = numberOrZero(at(spec, 'parallelism'))
  return parallelism > 1 ? `${succeeded}/1 of ${parallelism}` : `${succeeded}/1`
}

function durationOf({ status }: KubeObject, now: number): string {
  const start = text(at(status, 'startTime'))
  if (start === undefined) return ''
  const end = text(at(status, 'completionTime'))
  return humanDuration((end === undefined ? now : Date.parse(end)) - Date.parse(start))
}
