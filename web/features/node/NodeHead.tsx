import { Breadcrumb, BreadcrumbItem, Label, Title } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { problemStates } from '../../../domain/grid/cell.ts'
import { isCordoned, isReady } from '../../../domain/k8s/nodes.ts'
import type { NodeView } from '../../live/views.ts'
import { gridLink } from '../../ui/gridLink.ts'
import { StateGlyph } from '../../ui/StateGlyph.tsx'

interface NodeHeadProps {
  readonly name: string
  /** undefined until it is known. */
  readonly view: NodeView | undefined
}

/** Which node this is, how it is, and the ways to the grid. */
export function NodeHead({ name, view }: NodeHeadProps) {
  const { t } = useTranslation('node')
  return (
    <header className="en-node-head">
      <Breadcrumb aria-label={t('breadcrumb')}>
        <BreadcrumbItem>
          <Link to="/">{t('grid')}</Link>
        </BreadcrumbItem>
        <BreadcrumbItem isActive>{name}</BreadcrumbItem>
      </Breadcrumb>
      <div className="en-node-title">
        <Title headingLevel="h1">{name}</Title>
        {view?.node !== undefined && <NodeCondition view={view} node={view.node} />}
        <Link className="en-node-to-grid" to={gridLink({ node: name })}>
          {t('showInGrid')}
        </Link>
      </div>
    </header>
  )
}

interface NodeConditionProps {
  readonly view: NodeView
  readonly node: NonNullable<NodeView['node']>
}

function NodeCondition({ view, node }: NodeConditionProps) {
  const { t } = useTranslation('node')
  const { t: stateText } = useTranslation('states')
  const problems = problemStates
    .map((state) => ({ state, count: view.here.filter((cell) => cell.state === state).length }))
    .filter(({ count }) => count > 0)
  const pods = view.here.flatMap((cell) => cell.pods)
  return (
    <>
      {isReady(node) ? (
        <Label variant="outline" status="success">
          {t('ready')}
        </Label>
      ) : (
        <Label variant="outline" status="danger">
          {t('notReady')}
        </Label>
      )}
      {isCordoned(node) && (
        <Label variant="outline" status="warning">
          {t('cordoned')}
        </Label>
      )}
      {view.podsKnown &&
        problems.map(({ state, count }) => (
          <Label key={state} variant="outline" icon={<StateGlyph state={state} size={12} />}>
            {count} {stateText(`name.${state}`)}
          </Label>
        ))}
      {view.podsKnown && (
        <span className="en-subtle">
          {t('summary', { count: pods.length, ready: pods.filter(({ ready }) => ready).length })}
        </span>
      )}
    </>
  )
}
