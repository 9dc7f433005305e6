import { Checkbox, Form, FormGroup, TextInput } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import { CopyFragment } from '../../ui/CopyFragment.tsx'
import { deleteCommand } from './deleteCommand.ts'
import type { Deletion, DeletionTarget } from './useDeletion.ts'

interface DeleteFormProps {
  /** The form's id: the button that submits it stands outside. */
  readonly id: string
  readonly target: DeletionTarget
  readonly deletion: Deletion
  readonly typed: string
  readonly setTyped: (typed: string) => void
}

/** What will happen to the Pods, and the name to be typed. */
export function DeleteForm({ id, target, deletion, typed, setTyped }: DeleteFormProps) {
  const { t } = useTranslation('daemonSets')
  const { keepPods, setKeepPods, start } = deletion
  const isDenied = deletion.permission.allowed === false
  const { namespace, name } = target
  return (
    <Form
      id={id}
      onSubmit={(event) => {
        event.preventDefault()
        start()
      }}
    >
      <p>
        {t('delete.where', { namespace })} <PodsSentence deletion={deletion} /> {t('delete.undo')}
      </p>
      <Checkbox
        id={`${id}-keep`}
        label={t('delete.keep')}
        isChecked={keepPods}
        isDisabled={isDenied}
        onChange={(_event, keep) => setKeepPods(keep)}
      />
      <FormGroup label={t('delete.type', { name })} fieldId={`${id}-name`}>
        <TextInput
          id={`${id}-name`}
          value={typed}
          isDisabled={isDenied}
          onChange={(_event, text) => setTyped(text)}
          autoComplete="off"
          spellCheck={false}
        />
      </FormGroup>
      <FormGroup label={t('delete.command')} role="group">
        <CopyFragment text={deleteCommand({ namespace, name, keepPods })} />
      </FormGroup>
    </Form>
  )
}

function PodsSentence({ deletion: { nodes, keepPods } }: Pick<DeleteFormProps, 'deletion'>) {
  const { t } = useTranslation('daemonSets')
  if (nodes === 0) return t('delete.podsNone')
  if (keepPods) return t('delete.kept')
  return nodes === undefined ? t('delete.podsUnknown') : t('delete.pods', { count: nodes })
}
