import { createContext, useContext, useMemo, useState } from 'react'
import {
  clusterFlavour,
  type ClusterFlavour,
  type Flavour,
} from '../../../domain/placement/clusterFlavour.ts'
import { useApiGroups } from '../../api/apiGroups.ts'
import { useDefaultNodeSelector, type DefaultNodeSelector } from '../../api/schedulers.ts'
import type { ProjectAsk } from '../../live/views.ts'

/** What the cluster does with node selectors of projects, and how that is known. */
export interface ProjectChoice {
  /** undefined while the draft has no namespace. */
  readonly ask: ProjectAsk | undefined
  /** From the cluster's API groups. */
  readonly guess: ClusterFlavour
  /** undefined: the guess counts. */
  readonly byHand: Flavour | undefined
  readonly choose: (flavour: Flavour | undefined) => void
  /** Of OpenShift. */
  readonly clusterDefault: DefaultNodeSelector['state']
}

/** The choice for a draft's namespace; its owner provides it to all steps. */
export function useProject(namespace: string): ProjectChoice {
  const groups = useApiGroups()
  const [byHand, choose] = useState<Flavour>()
  const guess = useMemo(() => clusterFlavour(groups), [groups])
  const { flavour } = clusterFlavour(groups, byHand)
  const { state, text } = useDefaultNodeSelector(flavour === 'openshift')
  const clusterDefault = flavour === 'openshift' ? text : undefined
  return useMemo(() => {
    const ask = namespace === '' ? undefined : { namespace, flavour, clusterDefault }
    return { ask, guess, byHand, choose, clusterDefault: state }
  }, [namespace, flavour, clusterDefault, guess, byHand, state])
}

const ProjectContext = createContext<ProjectChoice | undefined>(undefined)
export const ProjectProvider = ProjectContext.Provider

/** The choice of the nearest ProjectProvider; throws where there is none. */
export function useProjectChoice(): ProjectChoice {
  const choice = useContext(ProjectContext)
  if (choice === undefined) throw new Error('useProjectChoice needs a ProjectProvider above it')
  return choice
}
