/** The grid's filters, order, grouping and selected cell, as they stand in the page's URL. */
import { cellStates } from '../../../domain/grid/cell.ts'
import type { GridQuery } from '../../../domain/grid/frame.ts'
import type { CellAddress } from '../../live/views.ts'

export interface GridLocation {
  readonly query: GridQuery
  /** The cell whose panel is open. */
  readonly cell: CellAddress | undefined
}

export const defaultQuery: GridQuery = {
  nodeName: '',
  nodeLabels: '',
  daemonSetName: '',
  namespaces: [],
  states: [],
  onlyProblems: false,
  groupBy: 'role,zone',
  sort: 'name',
  toggled: [],
  sortColumns: 'namespace',
}

/** What can be filtered by, and in which order it is shown. */
export const filterableStates = [...cellStates, 'outdated'] as const

/** Orders of rows and of columns. */
export const rowOrders = ['name', 'problems', 'age'] as const satisfies readonly GridQuery['sort'][]
export const columnOrders = [
  'namespace',
  'name',
  'problems',
] as const satisfies readonly GridQuery['sortColumns'][]

/** Reads a URL; what it doesn't know or understand is left at its default. */
export function parseGridUrl(params: URLSearchParams): GridLocation {
  return {
    query: {
      nodeName: params.get('node') ?? '',
      nodeLabels: params.get('labels') ?? '',
      daemonSetName: params.get('daemonset') ?? '',
      namespaces: list(params.get('projects')),
      states: list(params.get('states')).flatMap((text) => oneOf(filterableStates, text) ?? []),
      onlyProblems: params.get('problems') === 'only',
      groupBy: params.get('group') ?? defaultQuery.groupBy,
      sort: oneOf(rowOrders, params.get('sort')) ?? defaultQuery.sort,
      toggled: params.getAll('toggled'),
      sortColumns: oneOf(columnOrders, params.get('columns')) ?? defaultQuery.sortColumns,
    },
    cell: parseCell(params.get('cell')),
  }
}

/** Writes a URL; defaults are left out. */
export function printGridUrl({ query, cell }: GridLocation): URLSearchParams {
  const params = new URLSearchParams()
  const put = (name: string, value: string, usual = '') => {
    if (value !== usual) params.set(name, value)
  }
  put('node', query.nodeName)
  put('labels', query.nodeLabels)
  put('daemonset', query.daemonSetName)
  put('projects', query.namespaces.join(','))
  put('states', query.states.join(','))
  put('problems', query.onlyProblems ? 'only' : '')
  put('group', query.groupBy, defaultQuery.groupBy)
  put('sort', query.sort, defaultQuery.sort)
  put('columns', query.sortColumns, defaultQuery.sortColumns)
  for (const key of query.toggled) params.append('toggled', key)
  if (cell !== undefined) params.set('cell', `${cell.namespace}/${cell.name}@${cell.node}`)
  return params
}

/** Does anything hide nodes or DaemonSets? */
export function isFiltered(query: GridQuery): boolean {
  return (
    [query.nodeName, query.nodeLabels, query.daemonSetName].some((text) => text.trim() !== '') ||
    query.namespaces.length > 0 ||
    query.states.length > 0 ||
    query.onlyProblems
  )
}

/** The same order and grouping without any filter. */
export function withoutFilters(query: GridQuery): GridQuery {
  const { groupBy, sort, sortColumns, toggled } = query
  return { ...defaultQuery, groupBy, sort, sortColumns, toggled }
}

/** A list with the item added, or without it where it was there. */
export function toggle<T>(items: readonly T[], item: T): readonly T[] {
  return items.includes(item) ? items.filter((each) => each !== item) : [...items, item]
}

/** NAMESPACE/NAME@NODE; names of Kubernetes' objects hold neither sign. */
function parseCell(text: string | null): CellAddress | undefined {
  const [, namespace, name, node] = /^([^/@]+)\/([^/@]+)@([^/@]+)$/.exec(text ?? '') ?? []
  if (namespace === undefined || name === undefined || node === undefined) return undefined
  return { namespace, name, node }
}

function list(text: string | null): readonly string[] {
  return [...new Set((text ?? '').split(',').filter((item) => item !== ''))]
}

function oneOf<T extends string>(known: readonly T[], text: string | null): T | undefined {
  return known.find((each) => each === text)
}
