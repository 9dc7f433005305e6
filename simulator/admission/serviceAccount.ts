/**
 * A Pod runs as a service account (plugin/pkg/admission/serviceaccount). The account `default` is taken for granted,
 * since in a real cluster a controller makes it; the token's volume is left out.
 */
import { text } from '../../domain/decode/readJson.ts'
import type { Store } from '../store/store.ts'
import type { AdmissionPlugin } from './admission.ts'
import { onPodCreate } from './podPlugin.ts'
import { refused } from './refused.ts'

export function serviceAccount(store: Store): AdmissionPlugin {
  return onPodCreate((spec, request) => {
    const name = text(spec['serviceAccountName']) ?? 'default'
    const { namespace } = request
    if (name !== 'default' && store.get('serviceaccounts', { namespace, name }) === undefined) {
      const missing = `serviceaccount ${JSON.stringify(name)} not found`
      throw refused(request, `error looking up service account ${namespace}/${name}: ${missing}`)
    }
    return spec['serviceAccountName'] === name
      ? spec
      : { ...spec, serviceAccountName: name, serviceAccount: name }
  })
}
