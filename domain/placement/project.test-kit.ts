/** Short words for tests of project node selectors. */
import type { Labels, Namespace } from '../k8s/objects.ts'
import type { Flavour } from './clusterFlavour.ts'
import { projectAnnotations, projectSelector, type ProjectSelector } from './projectSelector.ts'

const short: Readonly<Record<string, string>> = {
  openshift: projectAnnotations.openshift,
  kubernetes: projectAnnotations.kubernetes,
}

/** A namespace with these annotations, named `openshift` and `kubernetes`. */
function aNamespace(annotations: Labels = {}): Namespace {
  const entries = Object.entries(annotations).map(([key, value]) => [short[key] ?? key, value])
  return {
    metadata: { name: 'shop', uid: 'uid-shop', annotations: Object.fromEntries(entries) },
  }
}

/** The selector of a namespace with these annotations. */
export function aProject(
  flavour: Flavour,
  annotations: Labels = {},
  clusterDefault: string | undefined = '',
): ProjectSelector {
  return projectSelector({ flavour, namespace: aNamespace(annotations), clusterDefault })
}

/** A project of a cluster whose default cannot be read. */
export function withUnknownDefault(flavour: Flavour, annotations: Labels = {}): ProjectSelector {
  return projectSelector({
    flavour,
    namespace: aNamespace(annotations),
    clusterDefault: undefined,
  })
}
