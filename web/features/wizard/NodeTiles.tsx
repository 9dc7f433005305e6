import { memo, useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CellState } from '../../../domain/grid/cell.ts'
import type { PlacementView } from '../../live/views.ts'
import { useReasonText, useReasonWord } from '../../ui/reasonText.ts'
import { RoleIcon } from '../../ui/RoleIcon.tsx'
import { shortName } from '../../ui/shortName.ts'
import { StateGlyph } from '../../ui/StateGlyph.tsx'
import {
  nodesPassing,
  stateOfKind,
  type NodeFilter,
  type NodeGroup,
  type ShownNodes,
} from './placementSummary.ts'
import { SmallTiles } from './SmallTiles.tsx'
import './NodeTiles.css'

/** More nodes than this get small tiles without names. */
const mostNamed = 60

export interface NodesProps {
  readonly view: PlacementView
  /** The key of each of the view's reasons. */
  readonly keys: readonly string[]
  readonly filter: NodeFilter
}

/** Every node as a tile, grouped by role and zone. */
export const NodeTiles = memo(function NodeTiles({ view, keys, filter }: NodesProps) {
  const { t } = useTranslation('wizard')
  const textsOf = useReasonTexts(view)
  const waiting = useMemo(() => waitingReasons(view), [view])
  const isNamed = view.total <= mostNamed
  return (
    <div className="en-node-groups">
      {view.groups.map((group) => {
        const nodes = nodesPassing(filter, group, view, keys)
        if (nodes.names.length === 0) return null
        return (
          <section key={`${group.role}/${group.zone}`} className="en-node-group">
            <GroupHead group={group} textsOf={textsOf} />
            {isNamed ? (
              <NamedTiles nodes={nodes} suffix={view.nameSuffix} textsOf={textsOf} />
            ) : (
              <SmallTiles
                group={group}
                nodes={nodes}
                waiting={waiting}
                sentenceOf={(reason) => textsOf(reason)?.sentence ?? t('map.runsHere')}
              />
            )}
          </section>
        )
      })}
    </div>
  )
})

/** The indices of the reasons for which there is a Pod that waits, or fails. */
function waitingReasons({ reasons }: PlacementView): ReadonlySet<number> {
  const waits = ({ reason }: (typeof reasons)[number]) => stateOfKind(reason.kind) !== 'notTargeted'
  return new Set(reasons.flatMap((each, index) => (waits(each) ? [index] : [])))
}

interface ReasonTexts {
  readonly state: CellState
  readonly word: string
  readonly sentence: string
}

type TextsOf = (reason: number) => ReasonTexts | undefined

/** The texts of a reason by its index, made where they are shown: of 5,000 nodes, each can have its own reason. */
function useReasonTexts(view: PlacementView): TextsOf {
  const word = useReasonWord()
  const text = useReasonText()
  return useCallback(
    (index) => {
      const reason = view.reasons[index]?.reason
      return reason === undefined
        ? undefined
        : { state: stateOfKind(reason.kind), word: word(reason), sentence: text(reason) }
    },
    [view.reasons, word, text],
  )
}

interface GroupHeadProps {
  readonly group: NodeGroup
  readonly textsOf: TextsOf
}

function GroupHead({ group, textsOf }: GroupHeadProps) {
  const { t } = useTranslation('wizard')
  const { role, zone, runs, firsts } = group
  const [first = -1] = firsts
  const isSame = firsts.every((each) => each === first)
  const shared = isSame ? textsOf(first)?.sentence : undefined
  return (
    <div className="en-node-group-head">
      <RoleIcon role={role} />
      <h3>
        {role} {zone !== '' && <span>{t('map.groupZone', { zone })}</span>}
      </h3>
      <span className="en-subtle">{t('map.groupCount', { runs, total: firsts.length })}</span>
      {shared !== undefined && (
        <span className="en-node-group-reason" title={shared}>
          {shared}
        </span>
      )}
    </div>
  )
}

interface TilesProps {
  readonly nodes: ShownNodes
  /** Shared by all names of the cluster. */
  readonly suffix: string
  readonly textsOf: TextsOf
}

function NamedTiles({ nodes, suffix, textsOf }: TilesProps) {
  const { t } = useTranslation('wizard')
  return (
    <ul className="en-named-tiles">
      {nodes.names.map((name, index) => {
        const texts = textsOf(nodes.firsts[index] ?? -1)
        return (
          <NamedTile
            key={name}
            name={name}
            shortName={shortName(name, suffix)}
            state={texts?.state ?? 'ready'}
            word={texts?.word ?? ''}
            title={texts?.sentence ?? t('map.runsHere')}
          />
        )
      })}
    </ul>
  )
}

interface NamedTileProps {
  readonly name: string
  readonly shortName: string
  /** Ready: it will run there. */
  readonly state: CellState
  /** The reason in a word or two. */
  readonly word: string
  readonly title: string
}

const NamedTile = memo(function NamedTile(props: NamedTileProps) {
  const { name, state, word, title } = props
  const runs = state === 'ready'
  return (
    <li className={`en-node-tile en-tile-${state}`} title={`${name}: ${title}`}>
      <StateGlyph state={state} size={12} />
      <span className="en-tile-name">{props.shortName}</span>
      {runs ? (
        <span className="pf-v6-screen-reader">{title}</span>
      ) : (
        <span className="en-tile-word">{word}</span>
      )}
    </li>
  )
})
