/** What the cluster does with node selectors of projects, and how that is known; the same for the whole page. */
import { createContext, useContext } from 'react'
import type { ClusterFlavour, Flavour } from '../../domain/placement/clusterFlavour.ts'
import type { DefaultNodeSelector } from './schedulers.ts'

export interface ProjectRulesChoice {
  readonly flavour: Flavour
  /** From the cluster's API groups. */
  readonly guess: ClusterFlavour
  /** undefined: the guess counts. */
  readonly byHand: Flavour | undefined
  readonly choose: (flavour: Flavour | undefined) => void
  /** Of OpenShift. */
  readonly clusterDefault: DefaultNodeSelector
}

const ProjectRulesContext = createContext<ProjectRulesChoice | undefined>(undefined)
export const ProjectRulesProvider = ProjectRulesContext.Provider

/** The choice of the nearest ProjectRulesProvider; throws where there is none. */
export function useProjectRules(): ProjectRulesChoice {
  const choice = useContext(ProjectRulesContext)
  if (choice === undefined) throw new Error('useProjectRules needs a ProjectRulesProvider above it')
  return choice
}

/**
 * For texts that differ (i18next's context): OpenShift's word for a namespace is project. Kubernetes' own until the
 * cluster's kind is known.
 */
export function useWords(): 'openshift' | 'kubernetes' {
  return useContext(ProjectRulesContext)?.flavour === 'openshift' ? 'openshift' : 'kubernetes'
}
