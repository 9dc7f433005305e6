import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useNavigate } from 'react-router'
import type { Draft, Step } from '../../../domain/draft/draft.ts'
import { toManifest, type DaemonSetManifest } from '../../../domain/draft/manifest.ts'
import type { FieldProblem } from '../../../domain/draft/problems.ts'
import { ApiError } from '../../api/apiError.ts'
import { createDaemonSet, daemonSetQuery } from '../../api/daemonSets.ts'
import { useCanCreateDaemonSets, type Permission } from '../../api/permissions.ts'
import { useView } from '../../live/useView.ts'
import type { VocabularyView } from '../../live/views.ts'
import { gridLink } from '../../ui/gridLink.ts'
import type { ServerMessage } from './draftForm.ts'
import { serverMessages } from './serverMessages.ts'

/** What the API server said when it was asked without storing anything. */
export type DryRun =
  | { readonly state: 'none' | 'running' }
  | { readonly state: 'accepted'; readonly warnings: readonly string[] }
  | { readonly state: 'refused' | 'notAsked'; readonly error: Error }

/**
 * How far creating has come. created: the API server has stored it; unknown: the connection broke before it answered;
 * absent: it was looked for after that, and is not there.
 */
export type Creation =
  | { readonly state: 'none' | 'running' }
  | { readonly state: 'created' | 'absent'; readonly manifest: DaemonSetManifest }
  | { readonly state: 'refused'; readonly manifest: DaemonSetManifest; readonly error: Error }
  | {
      readonly state: 'unknown'
      readonly manifest: DaemonSetManifest
      readonly isLooking: boolean
      /** Why looking for it failed. */
      readonly error: Error | undefined
    }

export interface CreateFlow {
  readonly manifest: DaemonSetManifest
  readonly permission: Permission
  readonly dryRun: DryRun
  readonly checkAgain: () => void
  readonly creation: Creation
  readonly create: () => void
  /** Asks the API server whether a DaemonSet of unknown outcome exists. */
  readonly look: () => void
  /** Goes to the new column in the grid, and forgets the draft. */
  readonly open: (manifest: DaemonSetManifest) => void
  /** Why Create waits; undefined: it does not. */
  readonly hindrance: 'permission' | 'problems' | 'offline' | 'check' | 'outcome' | undefined
  /** What the API server said about fields of this very draft. */
  readonly messages: readonly ServerMessage[]
}

interface CreateFlowInput {
  readonly draft: Draft
  readonly problems: readonly FieldProblem[]
  readonly vocabulary: VocabularyView
  readonly step: Step
  readonly discard: () => void
}

/** Dry run, creation and its outcome. */
export function useCreateFlow(input: CreateFlowInput): CreateFlow {
  const { draft, problems, step, discard } = input
  const manifest = useMemo(() => toManifest(draft), [draft])
  const permission = usePermission(input)
  const hasErrors = problems.some(({ severity }) => severity === 'error')
  const isAskable = !hasErrors && permission.allowed !== false
  const { dryRun, checkAgain } = useDryRun(manifest, step === 'review', isAskable)
  const { creation, create, look } = useCreation(manifest)
  const connection = useView('connection', {})
  const isOffline = connection?.state === 'reconnecting' || connection?.state === 'signedOut'
  const navigate = useNavigate()
  const open = useCallback(
    ({ metadata }: DaemonSetManifest) => {
      discard()
      void navigate(gridLink({ daemonSet: metadata }))
    },
    [discard, navigate],
  )
  const messages = useMemo(() => {
    const refused =
      creation.state === 'refused' && creation.manifest === manifest ? creation : dryRun
    return 'error' in refused ? serverMessages(draft, refused.error) : []
  }, [creation, dryRun, draft, manifest])
  const hindrance = hindranceOf({ permission, hasErrors, isOffline, dryRun, creation })
  return {
    manifest,
    permission,
    dryRun,
    checkAgain,
    creation,
    create,
    look,
    open,
    hindrance,
    messages,
  }
}

interface Hindrances {
  readonly permission: Permission
  readonly hasErrors: boolean
  readonly isOffline: boolean
  readonly dryRun: DryRun
  readonly creation: Creation
}

function hindranceOf(now: Hindrances): CreateFlow['hindrance'] {
  const { creation } = now
  if (creation.state === 'unknown' || creation.state === 'created') return 'outcome'
  if (now.permission.allowed === false) return 'permission'
  if (now.hasErrors) return 'problems'
  if (now.isOffline) return 'offline'
  return now.dryRun.state === 'accepted' ? undefined : 'check'
}

/** Asked for a namespace once it has been typed to its end, not for each letter. */
function usePermission({ draft, vocabulary, step }: CreateFlowInput): Permission {
  const { namespace } = draft
  const isWhole =
    namespace !== '' &&
    (step !== 'basics' || vocabulary.namespaces.some(({ name }) => name === namespace))
  const permission = useCanCreateDaemonSets(isWhole ? namespace : undefined)
  return isWhole ? permission : { ...permission, allowed: undefined }
}

/**
 * The answer belongs to the manifest: another one is asked for anew, and the old answer is gone.
 * @param isAskable nothing is known that makes the question idle
 */
function useDryRun(manifest: DaemonSetManifest, isReviewed: boolean, isAskable: boolean) {
  const { namespace } = manifest.metadata
  const query = useQuery({
    queryKey: ['daemonSetDryRun', manifest],
    queryFn: ({ signal }) => createDaemonSet({ namespace, manifest, dryRun: true, signal }),
    enabled: isReviewed && isAskable,
    retry: false,
    staleTime: 0,
    refetchOnWindowFocus: false,
  })
  const dryRun: DryRun = isAskable ? dryRunOf(query) : { state: 'none' }
  return { dryRun, checkAgain: () => void query.refetch() }
}

interface DryRunQuery {
  readonly data: { readonly warnings: readonly string[] } | undefined
  readonly error: Error | null
  readonly isFetching: boolean
}

function dryRunOf({ data, error, isFetching }: DryRunQuery): DryRun {
  if (isFetching) return { state: 'running' }
  if (error !== null) {
    const isAnswer = error instanceof ApiError && error.failure === 'refused' && error.status < 500
    return { state: isAnswer ? 'refused' : 'notAsked', error }
  }
  return data === undefined ? { state: 'none' } : { state: 'accepted', warnings: data.warnings }
}

function useCreation(manifest: DaemonSetManifest) {
  const client = useQueryClient()
  const creating = useMutation({
    mutationFn: (sent: DaemonSetManifest) =>
      createDaemonSet({ namespace: sent.metadata.namespace, manifest: sent, dryRun: false }),
  })
  const looking = useMutation({
    mutationFn: async ({ metadata }: DaemonSetManifest) => {
      try {
        const query = daemonSetQuery(metadata.namespace, metadata.name)
        await client.fetchQuery({ ...query, retry: false })
        return true
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return false
        throw error
      }
    },
  })
  const sent = creating.variables
  const create = () => {
    looking.reset()
    creating.mutate(manifest)
  }
  const look = () => sent !== undefined && looking.mutate(sent)
  return { creation: creationOf(creating, looking, manifest), create, look }
}

interface Attempt<Data> {
  readonly data: Data | undefined
  readonly variables: DaemonSetManifest | undefined
  readonly error: Error | null
  readonly isPending: boolean
}

function creationOf(
  creating: Attempt<object>,
  looking: Attempt<boolean>,
  manifest: DaemonSetManifest,
): Creation {
  const { data, error, isPending, variables: sent } = creating
  if (isPending) return { state: 'running' }
  if (sent === undefined) return { state: 'none' }
  if (data !== undefined || looking.data === true) return { state: 'created', manifest: sent }
  if (error === null) return { state: 'none' }
  if (!(error instanceof ApiError) || error.failure !== 'outcomeUnknown') {
    return sent === manifest ? { state: 'refused', manifest: sent, error } : { state: 'none' }
  }
  if (looking.data === false) return { state: 'absent', manifest: sent }
  const { isPending: isLooking, error: lookError } = looking
  return { state: 'unknown', manifest: sent, isLooking, error: lookError ?? undefined }
}
