import { Alert, Button, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../api/apiError.ts'
import { type PlacementWrite, usePlacementWrite } from '../../../api/placementChanges.ts'
import { useView } from '../../../live/useView.ts'
import type { PlacementChange } from '../../../live/views.ts'
import { useFailureText } from '../../../ui/useFailureText.ts'
import { ChangeEffects } from './ChangeEffects.tsx'
import { RolloutWarning } from './RolloutWarning.tsx'
import { withToleration } from './withToleration.ts'

interface ChangeDialogProps {
  readonly change: PlacementWrite
  readonly onClose: () => void
}

/** Shows what a change would do, on the cluster as it is now, and makes it. */
export function ChangeDialog({ change, onClose }: ChangeDialogProps) {
  const { t } = useTranslation('placement')
  const { t: common } = useTranslation('common')
  const id = useId()
  const effects = useView('whatIf', { change: questionFor(change) })
  const { mutate, isPending, error } = usePlacementWrite()
  const title = t(`change.${change.kind}.title`, { object: objectOf(change) })
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby={id}>
      <ModalHeader labelId={id} title={title} />
      <ModalBody>
        {error !== null && <ChangeFailure error={error} />}
        <ChangeEffects change={change} effects={effects} />
        {change.kind === 'toleration' && <RolloutWarning {...change} />}
      </ModalBody>
      <ModalFooter>
        <Button
          isLoading={isPending}
          isDisabled={isPending || effects?.found !== true}
          onClick={() => mutate(change, { onSuccess: onClose })}
        >
          {t(`change.${change.kind}.apply`)}
        </Button>
        <Button variant="link" onClick={onClose}>
          {common('cancel')}
        </Button>
      </ModalFooter>
    </Modal>
  )
}

/** A patch whose tests fail is answered with 422 (apiserver, pkg/endpoints/handlers/patch.go). */
function ChangeFailure({ error }: { readonly error: Error }) {
  const { t } = useTranslation('placement')
  const failureText = useFailureText()
  const isOutdated = error instanceof ApiError && error.status === 422 && error.causes.length === 0
  return (
    <Alert isInline variant="danger" title={t('change.failed')}>
      {isOutdated ? t('change.outdated') : failureText(error)}
    </Alert>
  )
}

function questionFor(change: PlacementWrite): PlacementChange {
  if (change.kind === 'label')
    return { kind: 'nodeLabels', node: change.node.metadata.name, labels: change.labels }
  const { namespace = '', name } = change.daemonSet.metadata
  return { kind: 'template', namespace, name, spec: withToleration(change) }
}

function objectOf(change: PlacementWrite): string {
  if (change.kind === 'label') return change.node.metadata.name
  const { namespace = '', name } = change.daemonSet.metadata
  return `${namespace}/${name}`
}
