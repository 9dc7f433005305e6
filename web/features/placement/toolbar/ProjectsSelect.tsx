import { Badge, SelectList, SelectOption } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import type { GridQuery } from '../../../../domain/grid/frame.ts'
import { useWords } from '../../../api/projectRules.ts'
import { toggle } from '../gridUrl.ts'
import { SelectMenu } from './SelectMenu.tsx'

interface ProjectsSelectProps {
  readonly chosen: readonly string[]
  /** Projects that hold a DaemonSet. */
  readonly known: readonly string[]
  readonly change: (patch: Partial<GridQuery>) => void
}

/** DaemonSets of some projects only. */
export function ProjectsSelect({ chosen, known, change }: ProjectsSelectProps) {
  const { t } = useTranslation('placement')
  const context = useWords()
  const options = [...new Set([...known, ...chosen])].sort()
  return (
    <SelectMenu
      text={<Counted text={t('filter.projects', { context })} count={chosen.length} />}
      isMultiple
      onSelect={(value) => change({ namespaces: toggle(chosen, value) })}
    >
      <SelectList>
        {options.length === 0 && (
          <SelectOption isDisabled>{t('filter.noProjects', { context })}</SelectOption>
        )}
        {options.map((name) => (
          <SelectOption key={name} value={name} hasCheckbox isSelected={chosen.includes(name)}>
            {name}
          </SelectOption>
        ))}
      </SelectList>
    </SelectMenu>
  )
}

/** A filter's name with the number of its choices. */
export function Counted({ text, count }: { readonly text: string; readonly count: number }) {
  return (
    <>
      {text} {count > 0 && <Badge isRead>{count}</Badge>}
    </>
  )
}
