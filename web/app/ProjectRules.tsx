import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import { clusterFlavour, type Flavour } from '../../domain/placement/clusterFlavour.ts'
import { useApiGroups } from '../api/apiGroups.ts'
import { type ProjectRulesChoice, ProjectRulesProvider } from '../api/projectRules.ts'
import { useDefaultNodeSelector } from '../api/schedulers.ts'
import { useSession } from '../api/session.ts'
import { useLiveClient } from '../live/useView.ts'
import { recall, remember } from './storage.ts'

/** Finds out what the cluster does with node selectors of projects, and tells the worker and the pages below. */
export function ProjectRules({ children }: { readonly children: ReactNode }) {
  const choice = useChoice()
  const live = useLiveClient()
  const { flavour, clusterDefault } = choice
  const isKnown = flavour !== 'openshift' || clusterDefault.state !== 'reading'
  const text = flavour === 'openshift' ? clusterDefault.text : undefined
  useEffect(() => {
    if (isKnown) live.setProjectRules({ flavour, clusterDefault: text })
  }, [live, isKnown, flavour, text])
  return <ProjectRulesProvider value={choice}>{children}</ProjectRulesProvider>
}

function useChoice(): ProjectRulesChoice {
  const groups = useApiGroups()
  const [byHand, choose] = useFlavourByHand()
  const guess = useMemo(() => clusterFlavour(groups), [groups])
  const flavour = byHand ?? guess.flavour
  const { state, text } = useDefaultNodeSelector(flavour === 'openshift')
  return useMemo(() => {
    const clusterDefault = state === 'known' ? { state, text } : { state, text: undefined }
    return { flavour, guess, byHand, choose, clusterDefault }
  }, [flavour, guess, byHand, choose, state, text])
}

const flavours: readonly Flavour[] = ['openshift', 'podNodeSelector', 'none']

/** The choice by hand, of this browser and cluster. It follows one in another tab: all tabs have one worker. */
function useFlavourByHand() {
  const cluster = useSession().data?.cluster
  const key = `everynode.flavour.${cluster ?? ''}`
  // undefined: not chosen on this page. What was chosen before the cluster's name was known stays.
  const [chosen, setChosen] = useState<Flavour | 'guess'>()
  useEffect(() => {
    const follow = (event: StorageEvent) => {
      if (event.key === key) setChosen(storedFlavour(key) ?? 'guess')
    }
    window.addEventListener('storage', follow)
    return () => window.removeEventListener('storage', follow)
  }, [key])
  const choose = useCallback(
    (flavour: Flavour | undefined) => {
      remember(key, flavour ?? '')
      setChosen(flavour ?? 'guess')
    },
    [key],
  )
  const byHand = chosen ?? storedFlavour(key)
  return [byHand === 'guess' ? undefined : byHand, choose] as const
}

function storedFlavour(key: string): Flavour | undefined {
  return flavours.find((each) => each === recall(key))
}
