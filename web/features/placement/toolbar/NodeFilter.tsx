import {
  HelperText,
  HelperTextItem,
  InputGroup,
  InputGroupItem,
  SelectList,
  SelectOption,
} from '@patternfly/react-core'
import { useCallback, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GridQuery } from '../../../../domain/grid/frame.ts'
import { FilterField } from './FilterField.tsx'
import { SelectMenu } from './SelectMenu.tsx'

interface NodeFilterProps {
  readonly query: GridQuery
  readonly change: (patch: Partial<GridQuery>) => void
  /** Why the label selector can't be read. */
  readonly selectorError: string | undefined
}

/** Nodes by a part of their name, or by a label selector in kubectl's syntax. Both can be set at once. */
export function NodeFilter({ query, change, selectorError }: NodeFilterProps) {
  const { t } = useTranslation('placement')
  const errorId = useId()
  const [isByLabels, setIsByLabels] = useState(query.nodeLabels !== '')
  const setName = useCallback((nodeName: string) => change({ nodeName }), [change])
  const setLabels = useCallback((nodeLabels: string) => change({ nodeLabels }), [change])
  const choice = isByLabels ? 'labels' : 'name'
  const hasError = isByLabels && selectorError !== undefined
  return (
    <div className="en-node-filter">
      <InputGroup>
        <InputGroupItem>
          <SelectMenu
            text={isByLabels ? t('filter.byLabels') : t('filter.byName')}
            label={t('filter.nodesBy')}
            selected={choice}
            onSelect={(value) => setIsByLabels(value === 'labels')}
          >
            <SelectList>
              <SelectOption value="name">{t('filter.byName')}</SelectOption>
              <SelectOption value="labels">{t('filter.byLabels')}</SelectOption>
            </SelectList>
          </SelectMenu>
        </InputGroupItem>
        <InputGroupItem isFill>
          <FilterField
            key={choice}
            label={isByLabels ? t('filter.nodeLabels') : t('filter.nodeName')}
            value={isByLabels ? query.nodeLabels : query.nodeName}
            onChange={isByLabels ? setLabels : setName}
            errorId={hasError ? errorId : undefined}
          />
        </InputGroupItem>
      </InputGroup>
      {hasError && (
        <HelperText>
          <HelperTextItem variant="error" id={errorId}>
            {t('filter.invalidSelector', { message: selectorError })}
          </HelperTextItem>
        </HelperText>
      )}
    </div>
  )
}
