/** Keys of ConfigMaps and Secrets (apimachinery, pkg/util/validation/validation.go, IsConfigMapKey). */
import { regexError, tooLong } from '../../../domain/k8s/names.ts'

const pattern = '[-._a-zA-Z0-9]+'
const rule = "a valid config key must consist of alphanumeric characters, '-', '_' or '.'"

/** What is wrong with a key; empty where nothing is. */
export function keyNameErrors(key: string): readonly string[] {
  const isRight = /^[-._a-zA-Z0-9]+$/.test(key)
  return [
    ...tooLong(key, 253, 'characters'),
    ...(isRight ? [] : [regexError(rule, pattern, ['key.name', 'KEY_NAME', 'key-name'])]),
    ...directoryErrors(key),
  ]
}

/** A key is the name of a file where it is mounted (hasChDirPrefix). */
function directoryErrors(key: string): readonly string[] {
  if (key === '.' || key === '..') return [`must not be '${key}'`]
  return key.startsWith('..') ? ["must not start with '..'"] : []
}
