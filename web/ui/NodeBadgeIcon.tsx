import { BanIcon, ExclamationTriangleIcon, TachometerAltIcon } from '@patternfly/react-icons'
import type { NodeBadge } from '../../domain/grid/frame.ts'

interface NodeBadgeIconProps {
  readonly kind: NodeBadge['kind']
}

/** The sign of what is unusual about a node; the word stands beside it. */
export function NodeBadgeIcon({ kind }: NodeBadgeIconProps) {
  switch (kind) {
    case 'notReady':
    case 'networkUnavailable':
      return <ExclamationTriangleIcon />
    case 'cordoned':
      return <BanIcon />
    case 'memoryPressure':
    case 'diskPressure':
    case 'pidPressure':
      return <TachometerAltIcon />
  }
}
