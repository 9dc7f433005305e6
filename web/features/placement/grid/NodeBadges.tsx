import { useTranslation } from 'react-i18next'
import type { NodeBadge } from '../../../../domain/grid/frame.ts'
import { formatDuration } from '../../../ui/duration.ts'
import { NodeBadgeIcon } from '../../../ui/NodeBadgeIcon.tsx'
import { useNow } from '../../../ui/useNow.ts'

interface NodeBadgesProps {
  readonly badges: readonly NodeBadge[]
}

/** What is unusual about a node, at the right of its name; the words give way to the name where it is narrow. */
export function NodeBadges({ badges }: NodeBadgesProps) {
  if (badges.length === 0) return null
  return (
    <span className="en-badges">
      {badges.map((badge) => (
        <Badge key={badge.kind} badge={badge} />
      ))}
    </span>
  )
}

function Badge({ badge }: { readonly badge: NodeBadge }) {
  const { t, i18n } = useTranslation('placement')
  const now = useNow()
  const word = t(`badge.${badge.kind}`)
  const text =
    badge.kind === 'notReady' && badge.since !== undefined
      ? `${word} ${formatDuration(now - badge.since, i18n.language)}`
      : word
  return (
    <span className={`en-badge en-badge-${badge.kind}`} title={text}>
      <NodeBadgeIcon kind={badge.kind} />
      <span className="en-badge-word">{text}</span>
    </span>
  )
}
