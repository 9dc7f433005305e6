import { Menu, MenuContent, MenuItem, MenuList, Popper, TextInput } from '@patternfly/react-core'
import { useId, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { matchingOptions, type ComboOption } from './matchingOptions.ts'

interface ComboboxProps {
  readonly id: string
  readonly value: string
  readonly options: readonly ComboOption[]
  readonly onType: (text: string) => void
  /** Takes an option; where there is none, picking types the option's value. */
  readonly onPick?: (value: string) => void
  readonly label?: string
  readonly placeholder?: string
  readonly validated: 'default' | 'warning' | 'error'
  readonly describedBy: string
  readonly isRequired?: boolean
}

/** A line of text with suggestions: anything can be typed, the list only helps (ARIA's combobox with a listbox). */
export function Combobox(props: ComboboxProps) {
  const { value, onType, onPick = onType, label } = props
  const listId = useId()
  const input = useRef<HTMLInputElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const list = useSuggestions(props.options, value, onPick)
  return (
    <Popper
      triggerRef={input}
      trigger={
        <TextInput
          ref={input}
          id={props.id}
          value={value}
          type="text"
          role="combobox"
          {...(label === undefined ? {} : { 'aria-label': label })}
          aria-autocomplete="list"
          aria-expanded={list.isOpen}
          aria-controls={listId}
          aria-activedescendant={list.active < 0 ? undefined : optionId(listId, list.active)}
          aria-describedby={props.describedBy}
          placeholder={props.placeholder ?? ''}
          validated={props.validated}
          isRequired={props.isRequired ?? false}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          onClick={list.open}
          onBlur={list.close}
          onKeyDown={list.onKeyDown}
          onChange={(_event, text) => {
            onType(text)
            list.narrow()
          }}
        />
      }
      popperRef={menu}
      popper={
        <div ref={menu}>
          {list.isOpen && <Suggestions id={listId} list={list} pick={list.pick} />}
        </div>
      }
      isVisible={list.isOpen}
      minWidth="trigger"
      maxWidth="28rem"
    />
  )
}

function optionId(listId: string, index: number): string {
  return `${listId}-${index}`
}

/** Which suggestions are shown, and which of them the arrow keys have reached (-1: none). */
function useSuggestions(
  options: readonly ComboOption[],
  value: string,
  onPick: (value: string) => void,
) {
  const [state, setState] = useState({ isOpen: false, isNarrowed: false, active: -1 })
  const { shown, more } = matchingOptions(options, state.isNarrowed ? value : '')
  // What has been typed to its end needs no suggestion.
  const isTyped = state.isNarrowed && shown.length === 1 && shown[0]?.value === value
  const isOpen = state.isOpen && shown.length > 0 && !isTyped
  const active = isOpen ? state.active : -1
  const close = () => setState({ isOpen: false, isNarrowed: false, active: -1 })
  const open = () => setState({ isOpen: true, isNarrowed: false, active: -1 })
  const pick = (picked: string) => {
    close()
    onPick(picked)
  }
  const move = (step: 1 | -1) =>
    isOpen ? setState({ ...state, active: nextIndex(active, step, shown.length) }) : open()
  const onKeyDown = (event: KeyboardEvent) => {
    const option = shown[active]
    if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(-1)
    else if (event.key === 'Enter' && option !== undefined) pick(option.value)
    else if (event.key === 'Escape' && isOpen) close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const narrow = () => setState({ isOpen: true, isNarrowed: true, active: -1 })
  return { isOpen, shown, more, active, open, close, narrow, pick, onKeyDown }
}

function nextIndex(active: number, step: 1 | -1, length: number): number {
  if (active < 0) return step > 0 ? 0 : length - 1
  return (active + step + length) % length
}

interface SuggestionsProps {
  readonly id: string
  readonly list: {
    readonly shown: readonly ComboOption[]
    readonly more: number
    readonly active: number
  }
  readonly pick: (value: string) => void
}

function Suggestions({ id, list, pick }: SuggestionsProps) {
  const { t } = useTranslation('wizard')
  return (
    <Menu
      role="listbox"
      isScrollable
      onSelect={(_event, value) => pick(String(value))}
      // The focus stays in the field.
      onMouseDown={(event) => event.preventDefault()}
    >
      <MenuContent maxMenuHeight="18rem">
        <MenuList id={id}>
          {list.shown.map((option, index) => (
            <MenuItem
              key={option.value}
              id={optionId(id, index)}
              itemId={option.value}
              isFocused={index === list.active}
            >
              <span className="en-combobox-option">
                <span className={option.text === undefined ? 'en-mono' : undefined}>
                  {option.text ?? option.value}
                </span>
                {option.note !== undefined && <span className="en-subtle">{option.note}</span>}
              </span>
            </MenuItem>
          ))}
          {list.more > 0 && <MenuItem isDisabled>{t('rows.more', { count: list.more })}</MenuItem>}
        </MenuList>
      </MenuContent>
    </Menu>
  )
}
