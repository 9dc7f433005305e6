/** Objects as rows of a table, which kubectl prints (apiserver, pkg/endpoints/handlers/response.go). */
import type { KubeObject } from '../../objects.ts'
import { badRequest } from '../../registry/refusals.ts'
import { resourceOf, type Resource } from '../../registry/resources.ts'
import type { Form } from '../formTypes.ts'
import { metadataOf, metaVersion, partial } from '../partialObject.ts'
import { podConditions } from './podCells.ts'
import { defaultTable, tables } from './tables.ts'

const included = ['', 'Metadata', 'Object', 'None']

/** @throws ApiError 400 where the query asks for a part of the objects that there is not */
export function tableForm(resource: Resource, query: URLSearchParams, now: () => number): Form {
  const include = query.get('includeObject') ?? ''
  if (!included.includes(include))
    throw badRequest(
      `Unable to convert to Table as requested: includeObject: Invalid value: ${JSON.stringify(include)}: must be 'Metadata', 'Object', 'None', or empty`,
    )
  const { columns, cells } = tables[resource.plural] ?? defaultTable
  const definitions = columns.split(', ').map(readColumn)
  const row = (object: KubeObject): unknown => {
    const conditions = resourceOf('pods') === resource ? podConditions(object) : undefined
    return {
      cells: cells(object, now()),
      ...(conditions === undefined ? {} : { conditions }),
      object: objectOf(object, include),
    }
  }
  const head = { kind: 'Table', apiVersion: metaVersion }
  let columnDefinitions: unknown = definitions
  /** The columns stand in the first event of a watch alone. */
  const eventTable = (metadata: unknown, rows: readonly unknown[]): unknown => {
    const table = { ...head, metadata, columnDefinitions, rows }
    columnDefinitions = null
    return table
  }
  return {
    list: { ...head, head: { columnDefinitions: definitions }, items: 'rows', item: row },
    object: (object) => ({
      ...head,
      metadata: versionOf(object),
      columnDefinitions: definitions,
      rows: [row(object)],
    }),
    event: (object) => eventTable(versionOf(object), [row(object)]),
    bookmark: (metadata) =>
      eventTable({ resourceVersion: metadata['resourceVersion'] }, [
        { cells: definitions.map(() => ''), object: { ...partial, metadata } },
      ]),
  }
}

function versionOf({ metadata }: KubeObject): unknown {
  return { resourceVersion: metadata.resourceVersion }
}

function objectOf(object: KubeObject, include: string): unknown {
  if (include === 'None') return null
  return include === 'Object' ? object : metadataOf(object)
}

function readColumn(text: string): unknown {
  const isWide = text.startsWith('+')
  const [name = '', type = 'string'] = text.slice(isWide ? 1 : 0).split(':')
  const format = name === 'Name' ? 'name' : ''
  return { name, type, format, description: '', priority: isWide ? 1 : 0 }
}
