import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Cell } from '../../../../domain/grid/cell.ts'

type NamedCell = Pick<Cell, 'state' | 'outdated' | 'placeholder'>

export interface CellNames {
  /** For example Failing, or Ready, outdated. */
  readonly state: (cell: NamedCell) => string
  /** For example logging/fluent-bit on worker-02: Failing. */
  readonly cell: (daemonSet: string, node: string, cell: NamedCell) => string
}

/** What cells are called; the sentence is read from the texts once, since a grid says it a thousand times. */
export function useCellNames(): CellNames {
  const { t } = useTranslation('states')
  return useMemo(() => {
    const places = { daemonSet: '<1>', node: '<2>', state: '<3>' }
    const parts = t('cell', places).split(/(<[123]>)/)
    const names = new Map<string, string>()
    const state = ({ state, outdated, placeholder }: NamedCell) => {
      if (placeholder) return t('loading')
      const key = `${state} ${outdated}`
      const name = names.get(key) ?? stateName(state, outdated)
      names.set(key, name)
      return name
    }
    const stateName = (state: Cell['state'], outdated: boolean) => {
      const name = t(`name.${state}`)
      return outdated ? t('withOutdated', { state: name }) : name
    }
    const cell = (daemonSet: string, node: string, cell: NamedCell) => {
      const values = new Map([
        [places.daemonSet, daemonSet],
        [places.node, node],
        [places.state, state(cell)],
      ])
      return parts.map((part) => values.get(part) ?? part).join('')
    }
    return { state, cell }
  }, [t])
}
