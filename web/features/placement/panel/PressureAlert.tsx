import { Alert } from '@patternfly/react-core'
import type { CellView } from '../../../live/views.ts'
import { useReasonText } from '../../../ui/reasonText.ts'

/** Pressure that keeps new Pods from running on the node, though the DaemonSet tolerates its taints. */
export function PressureAlert({ pressure }: Pick<CellView, 'pressure'>) {
  const reasonText = useReasonText()
  return pressure.map(({ type }) => (
    <Alert
      key={type}
      variant="warning"
      isInline
      isPlain
      title={reasonText({ kind: 'pressure', type })}
    />
  ))
}
