import { Button } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '../../../domain/draft/draft.ts'

interface FieldLinkProps {
  readonly field: Field
  readonly goToField: (field: Field) => void
  /** What is said about the field. */
  readonly children: ReactNode
}

/** A field's name, which leads to the field, and what is said about it. */
export function FieldLink({ field, goToField, children }: FieldLinkProps) {
  const { t } = useTranslation('wizard')
  const name = t(`fields.${fieldName(field)}`)
  return (
    <>
      <Button
        variant="link"
        isInline
        aria-label={t('review.goTo', { field: name })}
        onClick={() => goToField(field)}
      >
        {name}
      </Button>{' '}
      {children}
    </>
  )
}

type FieldName = Exclude<Field, `${string}.${string}`>

/** The field's own name, or that of the list it stands in. */
function fieldName(field: Field): FieldName {
  const [first] = field.split('.')
  return fieldNames.find((name) => name === first) ?? 'name'
}

const fieldNames: readonly FieldName[] = [
  'name',
  'namespace',
  'labels',
  'selector',
  'templateLabels',
  'containerName',
  'image',
  'imagePullPolicy',
  'ports',
  'serviceAccountName',
  'terminationGracePeriodSeconds',
  'terminationMessagePath',
  'nodeSelector',
  'tolerations',
]
