import { MenuToggle, Select, type SelectProps } from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'

interface SelectMenuProps {
  /** What the button says. */
  readonly text: ReactNode
  /** Names the button and the list for screen readers. */
  readonly label: string
  readonly icon?: ReactNode
  /** Options with a checkbox: the list stays open. */
  readonly isMultiple?: boolean
  readonly selected?: string | undefined
  readonly onSelect: (value: string) => void
  /** The SelectList. */
  readonly children: ReactNode
}

/** A button with a list to choose from: PatternFly's Select with its toggle. */
export function SelectMenu(props: SelectMenuProps) {
  const [isOpen, setIsOpen] = useState(false)
  const choose: SelectProps['onSelect'] = (_event, value) => {
    if (value !== undefined) props.onSelect(String(value))
    if (props.isMultiple !== true) setIsOpen(false)
  }
  return (
    <Select
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      onSelect={choose}
      selected={props.selected}
      isScrollable
      role={props.isMultiple === true ? 'menu' : 'listbox'}
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          isExpanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
          aria-label={props.label}
          icon={props.icon}
          variant={props.text === undefined ? 'plain' : 'default'}
        >
          {props.text}
        </MenuToggle>
      )}
    >
      {props.children}
    </Select>
  )
}
