import type { PlacementSpec } from '../../../../domain/placement/verdict.ts'
import type { PlacementWrite } from '../../../api/placementChanges.ts'

type TolerationWrite = Extract<PlacementWrite, { kind: 'toleration' }>

/** The template's placement as the change would make it. */
export function withToleration({ daemonSet, toleration }: TolerationWrite): PlacementSpec {
  const { spec } = daemonSet.spec.template
  return { ...spec, tolerations: [...(spec.tolerations ?? []), toleration] }
}
