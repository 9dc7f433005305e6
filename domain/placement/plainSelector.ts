/** The selector of admission plugins: `k=v,k=v` and nothing else. */
import { requirement, type Requirement } from '../k8s/requirement.ts'

export type PlainSelector =
  { readonly requirements: readonly Requirement[] } | { readonly error: string }

/**
 * Reads `k=v,k=v`; blanks around keys and values are free, `k=` means the empty value, of a key given twice the last
 * value counts, '' selects everything (apimachinery, pkg/labels/labels.go, ConvertSelectorToLabelsMap).
 * @returns one `=` requirement for each key, or why admission cannot read it
 */
export function parsePlainSelector(text: string): PlainSelector {
  const requirements = new Map<string, Requirement>()
  if (text === '') return { requirements: [] }
  for (const part of text.split(',')) {
    const [key, value, ...rest] = part.split('=')
    if (key === undefined || value === undefined || rest.length > 0)
      return { error: `invalid selector: [${part.split('=').join(' ')}]` }
    const read = requirement(key.trim(), '=', [value.trim()])
    if ('error' in read) return read
    requirements.set(read.key, read)
  }
  return { requirements: [...requirements.values()] }
}
