import { useTranslation } from 'react-i18next'
import { cellStates } from '../../../../domain/grid/cell.ts'
import type { ColumnHead, StateCounts } from '../../../../domain/grid/frame.ts'
import { StateGlyph } from '../../../ui/StateGlyph.tsx'
import { wholeNumber } from '../../../i18n/wholeNumber.ts'
import { daemonSetName, type NodeGridRow } from './rowColumns.ts'

interface CountsHintProps {
  readonly head: ColumnHead
  /** The group's name where it is about the cells of one group. */
  readonly group?: string
  readonly counts: StateCounts
}

/** A DaemonSet's tooltip: its whole name, and how many of its cells are in which state. */
export function CountsHint({ head, group, counts }: CountsHintProps) {
  const { t } = useTranslation('states')
  return (
    <>
      <strong>{daemonSetName(head)}</strong>
      {group !== undefined && <p>{group}</p>}
      <ul className="en-hint-counts">
        {[...cellStates, 'outdated' as const]
          .filter((state) => counts[state] > 0)
          .map((state) => (
            <li key={state}>
              <StateGlyph state={state} /> {wholeNumber(counts[state])} {t(`name.${state}`)}
            </li>
          ))}
      </ul>
    </>
  )
}

/** A node's tooltip: its whole name, roles and zone, and what is unusual. */
export function NodeHint({ row }: { readonly row: NodeGridRow }) {
  const { t } = useTranslation('placement')
  const facts = [
    ...row.roles,
    ...(row.zone === undefined ? [] : [row.zone]),
    ...row.badges.map(({ kind }) => t(`badge.${kind}`)),
  ]
  return (
    <>
      <strong>{row.name}</strong>
      <p>{facts.join(' · ')}</p>
      <p>
        {t('grid.readyOf', { ready: wholeNumber(row.ready), desired: wholeNumber(row.desired) })}
      </p>
    </>
  )
}
