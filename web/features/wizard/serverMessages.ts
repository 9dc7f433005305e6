import type { Draft } from '../../../domain/draft/draft.ts'
import { fieldOfCause } from '../../../domain/draft/fieldOfCause.ts'
import { ApiError } from '../../api/apiError.ts'
import type { ServerMessage } from './draftForm.ts'

/**
 * What an error of the API server says about fields of the form: its causes, or the name or namespace where that alone
 * is what it refuses. Causes without a field in the form are left to the error's whole message.
 */
export function serverMessages(draft: Draft, error: Error): readonly ServerMessage[] {
  if (!(error instanceof ApiError)) return []
  if (error.causes.length === 0) return wholeMessage(error)
  return error.causes.flatMap(({ field: path, message }) => {
    const field = fieldOfCause(draft, path)
    return field === undefined ? [] : [{ field, message }]
  })
}

function wholeMessage({ status, reason, message, object }: ApiError): readonly ServerMessage[] {
  if (status === 409 && reason === 'AlreadyExists') return [{ field: 'name', message }]
  if (status === 404 && object.startsWith('namespaces')) return [{ field: 'namespace', message }]
  return []
}
