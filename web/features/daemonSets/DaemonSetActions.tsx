import { Dropdown, DropdownItem, DropdownList, MenuToggle } from '@patternfly/react-core'
import { EllipsisVIcon } from '@patternfly/react-icons/dist/esm/icons/ellipsis-v-icon.js'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { DaemonSet } from '../../../domain/k8s/objects.ts'
import { useCan } from '../../api/permissions.ts'
import { gridLink } from '../../ui/gridLink.ts'

interface DaemonSetActionsProps {
  readonly daemonSet: DaemonSet
  readonly onDelete: (daemonSet: DaemonSet) => void
}

/** What can be done with one DaemonSet. */
export function DaemonSetActions({ daemonSet, onDelete }: DaemonSetActionsProps) {
  const { t } = useTranslation('daemonSets')
  const [isOpen, setOpen] = useState(false)
  const toggleRef = useRef<HTMLButtonElement>(null)
  const navigate = useNavigate()
  const { namespace = '', name } = daemonSet.metadata
  return (
    <Dropdown
      isOpen={isOpen}
      onOpenChange={setOpen}
      onSelect={() => setOpen(false)}
      popperProps={{ position: 'end', minWidth: '320px', maxWidth: '320px' }}
      toggle={{
        toggleRef,
        toggleNode: (
          <MenuToggle
            ref={toggleRef}
            variant="plain"
            icon={<EllipsisVIcon />}
            aria-label={t('actionsFor', { daemonSet: `${namespace}/${name}` })}
            isExpanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          />
        ),
      }}
    >
      <DropdownList>
        <DropdownItem onClick={() => void navigate(gridLink({ daemonSet: { namespace, name } }))}>
          {t('showInGrid')}
        </DropdownItem>
        {isOpen && <DeleteItem namespace={namespace} onClick={() => onDelete(daemonSet)} />}
      </DropdownList>
    </Dropdown>
  )
}

interface DeleteItemProps {
  readonly namespace: string
  readonly onClick: () => void
}

/** Asks for the permission only once the menu is open: not for each row of the table. */
function DeleteItem({ namespace, onClick }: DeleteItemProps) {
  const { t } = useTranslation('daemonSets')
  const { allowed, missing } = useCan({
    verb: 'delete',
    group: 'apps',
    resource: 'daemonsets',
    namespace,
  })
  return (
    <DropdownItem
      isDanger
      isAriaDisabled={allowed === false}
      description={allowed === false ? t('missing', { missing }) : undefined}
      onClick={onClick}
    >
      {t('delete.action')}
    </DropdownItem>
  )
}
