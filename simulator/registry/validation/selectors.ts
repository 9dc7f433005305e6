/** Label selectors (apimachinery, pkg/apis/meta/v1/validation). */
import { texts, textOrEmpty, type Json } from '../../../domain/decode/readJson.ts'
import { labelKeyErrors, labelValueErrors } from '../../../domain/k8s/labels.ts'
import { forbiddenField, invalid, invalids, required, type FieldErrors } from '../fieldErrors.ts'
import { validateLabels } from '../validateMeta.ts'
import { eachItem, textsOf } from './parts.ts'

export function validateLabelSelector(selector: Json, path: string): FieldErrors {
  return [
    ...validateLabels(texts(selector['matchLabels']), `${path}.matchLabels`),
    ...eachItem(selector['matchExpressions'], `${path}.matchExpressions`, validateExpression),
  ]
}

function validateExpression(expression: Json, path: string): FieldErrors {
  return [
    ...operatorErrors(expression, path, false),
    ...keyErrors(expression, path),
    ...valueErrors(expression, path),
  ]
}

/**
 * What is wrong with an operator beside its values.
 * @param compares Gt and Lt are operators too
 */
export function operatorErrors(expression: Json, path: string, compares: boolean): FieldErrors {
  const operator = textOrEmpty(expression['operator'])
  const { length } = textsOf(expression['values'])
  if (operator === 'In' || operator === 'NotIn') {
    if (length > 0) return []
    return [required(`${path}.values`, "must be specified when `operator` is 'In' or 'NotIn'")]
  }
  if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (length === 0) return []
    const why = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"
    return [forbiddenField(`${path}.values`, why)]
  }
  if (compares && (operator === 'Gt' || operator === 'Lt')) {
    if (length === 1) return []
    const why = "must be specified single value when `operator` is 'Lt' or 'Gt'"
    return [required(`${path}.values`, why)]
  }
  return [invalid(`${path}.operator`, operator, 'not a valid selector operator')]
}

export function keyErrors(expression: Json, path: string): FieldErrors {
  const key = textOrEmpty(expression['key'])
  return invalids(`${path}.key`, key, labelKeyErrors(key))
}

export function valueErrors(expression: Json, path: string): FieldErrors {
  return textsOf(expression['values']).flatMap((value, index) =>
    invalids(`${path}.values[${index}]`, value, labelValueErrors(value)),
  )
}

/** matchLabelKeys and mismatchLabelKeys (ValidateMatchLabelKeysAndMismatchLabelKeys). */
export function labelKeysErrors(object: Json, path: string): FieldErrors {
  const [match, mismatch] = ['matchLabelKeys', 'mismatchLabelKeys'].map((field) =>
    textsOf(object[field]),
  )
  const both = 'exists in both matchLabelKeys and mismatchLabelKeys'
  return [
    ...keysErrors(object, 'matchLabelKeys', path),
    ...keysErrors(object, 'mismatchLabelKeys', path),
    ...(match ?? []).flatMap((key, index) =>
      mismatch?.includes(key) === true
        ? [invalid(`${path}.matchLabelKeys[${index}]`, key, both)]
        : [],
    ),
  ]
}

function keysErrors(object: Json, field: string, path: string): FieldErrors {
  const keys = textsOf(object[field])
  const why = 'must not be specified when labelSelector is not set'
  if (keys.length > 0 && object['labelSelector'] === undefined) {
    return [forbiddenField(`${path}.${field}`, why)]
  }
  return keys.flatMap((key, index) =>
    invalids(`${path}.${field}[${index}]`, key, labelKeyErrors(key)),
  )
}
