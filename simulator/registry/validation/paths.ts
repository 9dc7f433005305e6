/** Paths of files (pkg/apis/core/validation/validation.go, validateLocalDescendingPath and its like). */
import { invalid, type FieldErrors } from '../fieldErrors.ts'

/** validatePathNoBacksteps */
export function backstepErrors(path: string, field: string): FieldErrors {
  return path.split('/').includes('..') ? [invalid(field, path, "must not contain '..'")] : []
}

/** validateLocalDescendingPath */
export function relativePathErrors(path: string, field: string): FieldErrors {
  return [
    ...(path.startsWith('/') ? [invalid(field, path, 'must be a relative path')] : []),
    ...backstepErrors(path, field),
  ]
}

/** ValidateLocalNonReservedPath: names that begin with two dots are the kubelet's. */
export function filePathErrors(path: string, field: string): FieldErrors {
  const isReserved = path.startsWith('..') && !path.startsWith('../')
  return [
    ...relativePathErrors(path, field),
    ...(isReserved ? [invalid(field, path, "must not start with '..'")] : []),
  ]
}
