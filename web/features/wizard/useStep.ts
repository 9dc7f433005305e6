import { useCallback, useState } from 'react'
import { useSearchParams } from 'react-router'
import { steps, type Step } from '../../../domain/draft/draft.ts'

interface CurrentStep {
  readonly step: Step
  readonly goTo: (step: Step) => void
  /** The user went from one step to another, rather than opening the page at this one. */
  readonly hasMoved: boolean
}

/** The wizard's step, as the URL says it (?step=placement). */
export function useStep(): CurrentStep {
  const [params, setParams] = useSearchParams()
  const named = params.get('step')
  const step = steps.find((each) => each === named) ?? 'basics'
  const [first] = useState(step)
  const [hasMoved, setHasMoved] = useState(false)
  if (!hasMoved && step !== first) setHasMoved(true)
  const goTo = useCallback(
    (next: Step) =>
      setParams((now) => {
        const params = new URLSearchParams(now)
        params.set('step', next)
        return params
      }),
    [setParams],
  )
  return { step, goTo, hasMoved }
}
