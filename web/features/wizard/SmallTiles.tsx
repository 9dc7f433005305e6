import { useMemo, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useSize } from '../../ui/useSize.ts'
import type { NodeGroup, ShownNodes } from './placementSummary.ts'
import { columnsIn, indexAt, pitch, tilePaths } from './tilePaths.ts'

interface SmallTilesProps {
  readonly group: NodeGroup
  readonly nodes: ShownNodes
  /** The reasons for which a Pod waits. */
  readonly waiting: ReadonlySet<number>
  /** What a node's first reason says, by its index. */
  readonly sentenceOf: (reason: number) => string
}

/**
 * Small tiles without names, as three shapes of one picture: thousands of elements would be slow to change at each
 * keystroke. The pointer gets the node's name and reason; for screen readers the list says each node.
 */
export function SmallTiles({ group, nodes, waiting, sentenceOf }: SmallTilesProps) {
  const { names, firsts } = nodes
  const { t } = useTranslation('wizard')
  const [ref, size] = useSize()
  const columns = columnsIn(size?.width ?? 0)
  const paths = useMemo(() => tilePaths(firsts, columns, waiting), [firsts, columns, waiting])
  const { role, zone, runs } = group
  const name = zone === '' ? role : t('map.group', { role, zone })
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    const index = indexAt(event.clientX - left, event.clientY - top, columns)
    const name = names[index]
    event.currentTarget.title =
      name === undefined ? '' : `${name}: ${sentenceOf(firsts[index] ?? -1)}`
  }
  return (
    <div
      ref={ref}
      className="en-small-tiles"
      role="img"
      aria-label={t('map.groupLabel', { group: name, runs, total: group.names.length })}
      onPointerMove={onPointerMove}
    >
      <svg width="100%" height={Math.ceil(names.length / columns) * pitch} aria-hidden="true">
        <path className="en-small-tiles-run" d={paths.run} />
        <path className="en-small-tiles-wait" d={paths.wait} />
        <path className="en-small-tiles-not" d={paths.not} />
      </svg>
    </div>
  )
}
