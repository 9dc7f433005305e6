import { MenuToggle, Select, SelectList, SelectOption } from '@patternfly/react-core'
import { type ReactNode, useRef, useState } from 'react'

interface ChoiceMenuProps<T extends string> {
  /** What is chosen, for screen readers and as the tooltip. */
  readonly label: string
  /** What stands on the button. */
  readonly face: ReactNode
  readonly options: readonly { readonly value: T; readonly text: string }[]
  readonly chosen: T
  readonly onChoose: (value: T) => void
}

/** A quiet button of the masthead that opens a list to choose one of. */
export function ChoiceMenu<T extends string>({
  label,
  face,
  options,
  chosen,
  onChoose,
}: ChoiceMenuProps<T>) {
  const [isOpen, setOpen] = useState(false)
  const toggleRef = useRef<HTMLButtonElement>(null)
  const choose = (value: unknown) => {
    const option = options.find((each) => each.value === value)
    if (option !== undefined) onChoose(option.value)
    setOpen(false)
  }
  return (
    <Select
      isOpen={isOpen}
      selected={chosen}
      onSelect={(_event, value) => choose(value)}
      onOpenChange={setOpen}
      shouldFocusToggleOnSelect
      popperProps={{ position: 'end' }}
      toggle={{
        toggleRef,
        toggleNode: (
          <MenuToggle
            ref={toggleRef}
            variant="plain"
            aria-label={`${label}: ${options.find(({ value }) => value === chosen)?.text ?? ''}`}
            title={label}
            isExpanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {face}
          </MenuToggle>
        ),
      }}
    >
      <SelectList aria-label={label}>
        {options.map(({ value, text }) => (
          <SelectOption key={value} value={value}>
            {text}
          </SelectOption>
        ))}
      </SelectList>
    </Select>
  )
}
