/** Pods stay for five minutes on a node that is lost (plugin/pkg/admission/defaulttolerationseconds). */
import { isJson, listOf, textOrEmpty, type Json } from '../../domain/decode/readJson.ts'
import type { AdmissionPlugin } from './admission.ts'
import { isPodRequest, withSpec } from './podPlugin.ts'

const keys = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']

/** Also on updates, as Kubernetes has it. */
export const defaultTolerationSeconds: AdmissionPlugin = {
  admit: (request) =>
    isPodRequest(request) ? withSpec(request.object, withTolerations) : request.object,
}

function withTolerations(spec: Json): Json {
  const tolerations = listOf(spec['tolerations'], (each) => (isJson(each) ? each : undefined))
  const missing = keys.filter((key) => !tolerations.some((each) => isAbout(each, key)))
  if (missing.length === 0) return spec
  const added = missing.map((key) => ({
    key,
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds: 300,
  }))
  return { ...spec, tolerations: [...tolerations, ...added] }
}

function isAbout(toleration: Json, wanted: string): boolean {
  const [key, effect] = [toleration['key'], toleration['effect']].map(textOrEmpty)
  return (key === '' || key === wanted) && (effect === '' || effect === 'NoExecute')
}
