import { BanIcon } from '@patternfly/react-icons/dist/esm/icons/ban-icon.js'
import { ExclamationTriangleIcon } from '@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon.js'
import { TachometerAltIcon } from '@patternfly/react-icons/dist/esm/icons/tachometer-alt-icon.js'
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
