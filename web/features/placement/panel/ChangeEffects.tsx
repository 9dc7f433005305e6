import { List, ListItem, Skeleton } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import type { PlacementWrite } from '../../../api/placementChanges.ts'
import type { CellAddress, CellCount, WhatIfView } from '../../../live/views.ts'
import { useList } from '../../../ui/useList.ts'

interface ChangeEffectsProps {
  readonly change: PlacementWrite
  /** undefined: not known yet. */
  readonly effects: WhatIfView | undefined
}

/** What a change would do, in sentences. */
export function ChangeEffects({ change, effects }: ChangeEffectsProps) {
  const { t } = useTranslation('placement')
  const sentences = useEffectSentences(change)
  if (effects === undefined) return <Skeleton screenreaderText={t('change.loading')} />
  if (!effects.found) return <p>{t('change.gone')}</p>
  return (
    <>
      <p>{t('change.effects')}</p>
      <List>
        {sentences(effects).map((sentence) => (
          <ListItem key={sentence}>{sentence}</ListItem>
        ))}
      </List>
    </>
  )
}

function useEffectSentences(change: PlacementWrite): (effects: WhatIfView) => readonly string[] {
  const { t } = useTranslation('placement')
  const names = useCellList(change)
  const said = (key: 'added' | 'removed' | 'stranded', cells: CellCount): readonly string[] =>
    cells.count === 0 ? [] : [t(`change.${key}`, { count: cells.count, cells: names(cells) })]
  return ({ added, removed, stranded, kept }) => {
    const moved = [
      ...said('added', added),
      ...said('removed', removed),
      ...said('stranded', stranded),
    ]
    const all = moved.length === 0 ? [t('change.nothing')] : moved
    if (change.kind === 'label' || kept === 0) return all
    const isOnDelete = change.daemonSet.spec.updateStrategy?.type === 'OnDelete'
    return [...all, t(isOnDelete ? 'change.onDelete' : 'change.rolling', { count: kept })]
  }
}

/** Cells that are named in a sentence. */
const mostNamed = 5

/** Names the side of each cell that the change does not: DaemonSets of a node, nodes of a DaemonSet. */
function useCellList({ kind }: PlacementWrite): (cells: CellCount) => string {
  const { t } = useTranslation('placement')
  const list = useList()
  const nameOf = ({ namespace, name, node }: CellAddress) =>
    kind === 'label' ? `${namespace}/${name}` : node
  return ({ count, first }) => {
    const named = first.slice(0, mostNamed).map(nameOf)
    const others = count - named.length
    const parts = others === 0 ? named : [...named, t('change.others', { count: others })]
    return list(parts)
  }
}
