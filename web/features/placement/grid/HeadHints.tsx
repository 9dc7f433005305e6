import { useTranslation } from 'react-i18next'
import { cellStates } from '../../../../domain/grid/cell.ts'
import type { ColumnHead } from '../../../../domain/grid/frame.ts'
import { StateGlyph } from '../../../ui/StateGlyph.tsx'
import type { NodeGridRow } from './NodeRow.tsx'
import { daemonSetName } from './rowColumns.ts'

/** A DaemonSet's tooltip: its whole name, and how many of its cells are in which state. */
export function HeadHint({ head }: { readonly head: ColumnHead }) {
  const { t } = useTranslation('states')
  return (
    <>
      <strong>{daemonSetName(head)}</strong>
      <ul className="en-hint-counts">
        {[...cellStates, 'outdated' as const]
          .filter((state) => head.counts[state] > 0)
          .map((state) => (
            <li key={state}>
              <StateGlyph state={state} /> {head.counts[state]} {t(`name.${state}`)}
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
      <p>{t('grid.readyOf', { ready: row.ready, desired: row.desired })}</p>
    </>
  )
}
