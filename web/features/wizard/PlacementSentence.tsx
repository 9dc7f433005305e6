import { Button } from '@patternfly/react-core'
import { Fragment } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { useReasonSubject } from '../../ui/reasonText.ts'
import {
  byKind,
  type NodeFilter,
  type PlacementSummary,
  type ReasonItem,
  type ReasonKindGroup,
} from './placementSummary.ts'

const kindText = {
  taint: 'map.byTaint',
  nodeSelector: 'map.byLabel',
  nodeAffinity: 'map.byAffinity',
  nodeName: 'map.byName',
  projectHidden: 'map.byProject',
  projectRefused: 'map.refused',
  projectRejected: 'map.rejected',
  projectStranded: 'map.stranded',
  shortage: 'map.shortage',
  preempts: 'map.preempts',
  pressure: 'map.pressure',
} as const

/** Kinds of which there can be several reasons. */
const hasSubject: ReadonlySet<string> = new Set(['taint', 'nodeSelector', 'shortage', 'pressure'])

/** More reasons of one kind are counted together. */
const mostNamed = 5

interface PlacementSentenceProps {
  readonly summary: PlacementSummary
  readonly setFilter: (filter: NodeFilter) => void
}

/** The placement in one sentence whose numbers add up to all nodes; each number is a filter. */
export function PlacementSentence({ summary, setFilter }: PlacementSentenceProps) {
  const { t } = useTranslation('wizard')
  const { runs, total } = summary
  const groups = byKind(summary.items)
  const strong = { strong: <strong /> }
  return (
    <p className="en-placement-sentence" aria-live="polite">
      {runs === total ? (
        <Trans t={t} i18nKey="map.runsEverywhere" count={total} components={strong} />
      ) : (
        <Trans t={t} i18nKey="map.runs" count={total} values={{ runs }} components={strong} />
      )}
      {groups.map((group, index) => (
        <Fragment key={group.kind}>
          {index === 0 ? t('map.colon') : t('map.comma')}
          <Button
            variant="link"
            isInline
            onClick={() => setFilter({ by: 'kind', kind: group.kind })}
          >
            {t(kindText[group.kind], { count: group.nodes })}
          </Button>
          <Subjects group={group} setFilter={setFilter} />
        </Fragment>
      ))}
      {t('map.end')}
    </p>
  )
}

interface SubjectsProps {
  readonly group: ReasonKindGroup
  readonly setFilter: (filter: NodeFilter) => void
}

/** The reasons of a kind, in brackets. Kinds of which there is only one reason have said it already. */
function Subjects({ group, setFilter }: SubjectsProps) {
  const { t } = useTranslation('wizard')
  if (!hasSubject.has(group.kind)) return null
  const named = group.items.slice(0, mostNamed)
  const others = group.items.slice(mostNamed)
  const count = others.reduce((sum, { nodes }) => sum + nodes, 0)
  const comma = t('map.comma')
  const mark = comma.trimEnd()
  return (
    <>
      {' '}
      {named.map((item, index) => (
        <Fragment key={item.key}>
          {/* Brackets and commas stay with their reason when the line breaks. */}
          <span className="en-nowrap">
            {index === 0 && '('}
            <Subject item={item} setFilter={setFilter} />
            {index < named.length - 1 || others.length > 0 ? mark : ')'}
          </span>
          {(index < named.length - 1 || others.length > 0) && comma.slice(mark.length)}
        </Fragment>
      ))}
      {others.length > 0 && `${t('map.others', { reasons: others.length, count })})`}
    </>
  )
}

function Subject({
  item,
  setFilter,
}: { readonly item: ReasonItem } & Omit<SubjectsProps, 'group'>) {
  const { t } = useTranslation('wizard')
  const subject = useReasonSubject()
  return (
    <Button
      variant="link"

      isInline
      onClick={() => setFilter({ by: 'reason', key: item.key })}
    >
      {t('map.item', { name: subject(item.reason), count: item.nodes })}
    </Button>
  )
}
