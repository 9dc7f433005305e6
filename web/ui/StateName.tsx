import { useTranslation } from 'react-i18next'
import type { CellState } from '../../domain/grid/cell.ts'
import { StateGlyph } from './StateGlyph.tsx'
import './StateName.css'

interface StateNameProps {
  readonly state: CellState
  readonly outdated?: boolean
}

/** A state's sign and word. */
export function StateName({ state, outdated = false }: StateNameProps) {
  const { t } = useTranslation('states')
  const name = t(`name.${state}`)
  return (
    <span className="en-state-name">
      <StateGlyph state={state} outdated={outdated} />
      {outdated ? t('withOutdated', { state: name }) : name}
    </span>
  )
}
