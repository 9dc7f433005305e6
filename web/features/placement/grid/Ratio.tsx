import type { StateCounts } from '../../../../domain/grid/frame.ts'
import { StateBar } from '../../../ui/StateBar.tsx'
import { shortRatio } from './shortRatio.ts'

interface RatioProps {
  readonly ready: number
  readonly desired: number
  readonly counts: StateCounts
  readonly width: number
  /** Until then nothing is said of Pods. */
  readonly podsKnown: boolean
}

/** ready/desired, bold where they differ. */
export function Ratio({ ready, desired, width, podsKnown }: Omit<RatioProps, 'counts'>) {
  return (
    <span className="en-ratio" data-differs={podsKnown && ready !== desired}>
      {shortRatio(podsKnown ? ready : undefined, desired, width)}
    </span>
  )
}

/** The bar of states that belongs to it; an empty one until the Pods are known. */
export function RatioBar({ counts, podsKnown }: Pick<RatioProps, 'counts' | 'podsKnown'>) {
  return podsKnown ? <StateBar counts={counts} /> : <span className="en-bar en-bar-empty" />
}
