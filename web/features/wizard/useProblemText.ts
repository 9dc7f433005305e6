import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldProblem } from '../../../domain/draft/problems.ts'

/** @returns a function that says a problem in one sentence */
export function useProblemText(): (problem: FieldProblem) => string {
  const { t } = useTranslation('wizard')
  return useCallback(({ code, params }) => t(`problem.${code}`, { replace: params }), [t])
}
