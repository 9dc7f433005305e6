import { Breadcrumb, BreadcrumbItem, Button, Label, Title } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { DaemonSet } from '../../../domain/k8s/objects.ts'
import { gridLink } from '../../ui/gridLink.ts'

interface DaemonSetHeadProps {
  readonly namespace: string
  readonly name: string
  readonly daemonSet: DaemonSet | undefined
  /** undefined: there is nothing to delete. */
  readonly onDelete: (() => void) | undefined
}

/** Which DaemonSet this is, the way to its column, and Delete. */
export function DaemonSetHead({ namespace, name, daemonSet, onDelete }: DaemonSetHeadProps) {
  const { t } = useTranslation('daemonSets')
  return (
    <header>
      <Breadcrumb aria-label={t('page.breadcrumb')}>
        <BreadcrumbItem>
          <Link to="/daemonsets">{t('title')}</Link>
        </BreadcrumbItem>
        <BreadcrumbItem isActive>{`${namespace}/${name}`}</BreadcrumbItem>
      </Breadcrumb>
      <div className="en-daemonsets-head">
        <Title headingLevel="h1">{name}</Title>
        <span className="en-subtle">{namespace}</span>
        {daemonSet?.metadata.deletionTimestamp !== undefined && (
          <Label variant="outline">{t('deleting')}</Label>
        )}
        <span className="en-daemonsets-create">
          <Link to={gridLink({ daemonSet: { namespace, name } })}>{t('showInGrid')}</Link>
          {onDelete !== undefined && (
            <Button variant="secondary" isDanger onClick={onDelete}>
              {t('delete.action')}
            </Button>
          )}
        </span>
      </div>
    </header>
  )
}
