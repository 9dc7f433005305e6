import { MenuToggle, Select, type SelectProps } from '@patternfly/react-core'
import { useRef, useState, type ReactNode } from 'react'

interface SelectMenuProps {
  /** What the button says. */
  readonly text: ReactNode
  /** What is chosen with it, for screen readers, where the text is the choice. */
  readonly label?: string
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
  const button = useRef<HTMLButtonElement>(null)
  const choose: SelectProps['onSelect'] = (_event, value) => {
    if (value !== undefined) props.onSelect(String(value))
    if (props.isMultiple !== true) setIsOpen(false)
  }
  const toggle = (
    <MenuToggle
      ref={button}
      isExpanded={isOpen}
      onClick={() => setIsOpen(!isOpen)}
      aria-label={ariaLabel(props)}
      icon={props.icon}
      variant={props.text === undefined ? 'plain' : 'default'}
    >
      {props.text}
    </MenuToggle>
  )
  return (
    <Select
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      onSelect={choose}
      selected={props.selected}
      isScrollable
      role={props.isMultiple === true ? 'menu' : 'listbox'}
      toggle={{ toggleRef: button, toggleNode: toggle }}
    >
      {props.children}
    </Select>
  )
}

function ariaLabel({ label, text }: SelectMenuProps): string | undefined {
  if (label === undefined) return undefined
  return typeof text === 'string' ? `${label}: ${text}` : label
}
