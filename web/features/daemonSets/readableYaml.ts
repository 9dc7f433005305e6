import { stringify } from 'yaml'

/** An object of the API as YAML, without managedFields, as kubectl prints it. */
export function readableYaml(object: unknown): string {
  const text = JSON.stringify(object, (key: string, value: unknown) =>
    key === 'managedFields' ? undefined : value,
  )
  const readable: unknown = JSON.parse(text)
  return stringify(readable, { lineWidth: 0 })
}
