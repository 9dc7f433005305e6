import { Button, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DeleteForm } from './DeleteForm.tsx'
import { DeleteProgress } from './DeleteProgress.tsx'
import { type Deletion, type DeletionTarget, useDeletion } from './useDeletion.ts'

interface DeleteDialogProps {
  readonly target: DeletionTarget
  /** @param isGone the DaemonSet no longer exists */
  readonly onClose: (isGone: boolean) => void
}

/** Deletes a DaemonSet: what happens, confirmation by name, and progress until the cluster shows that it is gone. */
export function DeleteDialog({ target, onClose }: DeleteDialogProps) {
  const { t } = useTranslation('daemonSets')
  const { t: common } = useTranslation('common')
  const deletion = useDeletion(target)
  const [typed, setTyped] = useState('')
  const id = useId()
  const { kind } = deletion.phase
  const isGone = kind === 'done' || kind === 'goneAlready'
  const isAsking = kind === 'confirm' || kind === 'failed'
  const close = () => onClose(isGone)
  return (
    <Modal isOpen variant="small" onClose={close} aria-labelledby={`${id}-title`}>
      <ModalHeader
        labelId={`${id}-title`}
        title={t(isGone ? 'delete.titleGone' : 'delete.title', { name: target.name })}
        {...(isGone ? {} : { titleIconVariant: 'warning' })}
      />
      <ModalBody>
        <DeleteProgress deletion={deletion} name={target.name} />
        {isAsking && <DeleteForm id={id} {...{ target, deletion, typed, setTyped }} />}
      </ModalBody>
      <ModalFooter>
        {!isGone && (
          <Button
            type="submit"
            form={id}
            variant="danger"
            isLoading={kind === 'sending'}
            isDisabled={!isAsking || typed !== target.name || !mayDelete(deletion)}
          >
            {t('delete.action')}
          </Button>
        )}
        <Button variant={isGone ? 'primary' : 'link'} onClick={close}>
          {isAsking ? common('cancel') : common('close')}
        </Button>
      </ModalFooter>
    </Modal>
  )
}

/** Where the permission can't be found out, the API server decides. */
function mayDelete({ permission, data }: Deletion): boolean {
  return permission.allowed !== false && data.kind === 'live'
}
