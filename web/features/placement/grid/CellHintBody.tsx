import { useTranslation } from 'react-i18next'
import { decodeCell, type CellCode } from '../../../../domain/grid/cell.ts'
import type { ColumnHead, GridQuery } from '../../../../domain/grid/frame.ts'
import { useView } from '../../../live/useView.ts'
import type { CellView } from '../../../live/views.ts'
import { useReasonText } from '../../../ui/reasonText.ts'
import { RelativeTime } from '../../../ui/RelativeTime.tsx'
import { StateGlyph } from '../../../ui/StateGlyph.tsx'
import { wholeNumber } from '../../../i18n/wholeNumber.ts'
import { stateSince } from '../cellStory.ts'
import { useCellStory } from '../useCellStory.ts'
import { useCellNames } from './cellName.ts'
import { daemonSetName } from './rowColumns.ts'

interface CellHintBodyProps {
  readonly query: GridQuery
  readonly head: ColumnHead
  readonly node: string
  /** The node's name without the suffix that all share. */
  readonly shortNode: string
  readonly code: CellCode
}

/** A cell's tooltip: state, where and since when; one sentence; what the others of this DaemonSet do. */
export function CellHintBody({ query, head, node, shortNode, code }: CellHintBodyProps) {
  const { t } = useTranslation('placement')
  const names = useCellNames()
  const cell = decodeCell(code)
  const { namespace, name, ready, desired } = head
  const view = useView('cell', { query, cell: { namespace, name, node } })
  const since = view === undefined ? undefined : stateSince(view)
  return (
    <>
      <div className="en-hint-title">
        <StateGlyph state={cell.state} />
        <strong>{names.state(cell)}</strong>
        <span className="en-hint-where">
          {t('hint.where', { daemonSet: daemonSetName(head), node: shortNode })}
        </span>
        {since !== undefined && (
          <span className="en-hint-since">
            <RelativeTime at={since} />
          </span>
        )}
      </div>
      {view !== undefined && <Why view={view} />}
      <p>{t('hint.others', { ready: wholeNumber(ready), desired: wholeNumber(desired) })}</p>
      <p className="en-hint-keys">
        <kbd>Enter</kbd> {t('hint.enter')}
      </p>
    </>
  )
}

function Why({ view }: { readonly view: CellView }) {
  const story = useCellStory()
  const reasonText = useReasonText()
  const [first, second] = story(view)
  const reason = view.verdict?.reasons[0]
  return (
    <p>
      {first}
      {second !== undefined && ` ${second}`}
      {reason !== undefined && ` ${reasonText(reason)}`}
    </p>
  )
}
