import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { BudgetHolder } from '../../domain/rollout/budgetHolders.ts'

interface HolderListProps {
  readonly holders: { readonly count: number; readonly first: readonly BudgetHolder[] }
}

/** The nodes that hold a rollout up, each with what is wrong there. */
export function HolderList({ holders: { count, first } }: HolderListProps) {
  const { t } = useTranslation('daemonSets')
  if (count === 0) return null
  return (
    <ul aria-label={t('rollout.holders')}>
      {first.map((holder) => (
        <li key={holder.node}>
          <NodeName holder={holder} />: {t(`rollout.holder.${holder.kind}`)}
          {holder.isLasting && <span className="en-subtle"> {t('rollout.lasting')}</span>}
        </li>
      ))}
      {count > first.length && (
        <li className="en-subtle">{t('rollout.more', { count: count - first.length })}</li>
      )}
    </ul>
  )
}

/** A node that is gone has no page. */
function NodeName({ holder: { node, kind } }: { readonly holder: BudgetHolder }) {
  if (kind === 'nodeGone') return node
  return <Link to={`/nodes/${encodeURIComponent(node)}`}>{node}</Link>
}
