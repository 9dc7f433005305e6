import { useCallback } from 'react'
import { useSearchParams } from 'react-router'
import { steps, type Step } from '../../../domain/draft/draft.ts'

/** The wizard's step, as the URL says it (?step=placement), and a function that goes to another. */
export function useStep(): readonly [Step, (step: Step) => void] {
  const [params, setParams] = useSearchParams()
  const named = params.get('step')
  const step = steps.find((each) => each === named) ?? 'basics'
  const goTo = useCallback(
    (next: Step) =>
      setParams((now) => {
        const params = new URLSearchParams(now)
        params.set('step', next)
        return params
      }),
    [setParams],
  )
  return [step, goTo]
}
