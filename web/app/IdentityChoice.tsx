import { Alert, Radio } from '@patternfly/react-core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { chooseIdentity, type Demo, forgetIdentity } from '../api/session.ts'
import { useLiveClient } from '../live/useView.ts'
import { useFailureText } from '../ui/useFailureText.ts'
import { announceIdentity } from './identityNews.ts'

const known = ['cluster-admin', 'project-admin', 'viewer'] as const

/** Whom a demo can be used as, to choose from. */
export function IdentityChoice({ demo }: { readonly demo: Demo }) {
  const { t } = useTranslation('shell')
  const failureText = useFailureText()
  const id = useId()
  const { choose, chosen, error } = useChoice()
  const textOf = (identity: string): string => {
    const name = known.find((each) => each === identity)
    return name === undefined ? identity : t(`demo.identity.${name}`)
  }
  return (
    <div role="radiogroup" aria-labelledby={`${id}-label`} className="en-identities">
      <div id={`${id}-label`} className="en-subtle">
        {t('demo.choose')}
      </div>
      {demo.identities.map((identity) => (
        <Radio
          key={identity}
          id={`${id}-${identity}`}
          name={id}
          label={textOf(identity)}
          isChecked={identity === (chosen ?? demo.identity)}
          onChange={() => choose(identity)}
        />
      ))}
      {error !== null && (
        <Alert variant="danger" isInline isPlain title={t('demo.notChosen')}>
          {failureText(error)}
        </Alert>
      )}
    </div>
  )
}

function useChoice() {
  const queries = useQueryClient()
  const live = useLiveClient()
  // The mutation tells its variables only in a later task: until then the radio button would turn back.
  const [chosen, setChosen] = useState<string>()
  const { mutate, error } = useMutation({
    mutationFn: chooseIdentity,
    onSuccess: (_nothing, identity) => {
      announceIdentity(identity)
      live.reconnect()
      return forgetIdentity(queries)
    },
  })
  const choose = (identity: string) => {
    setChosen(identity)
    mutate(identity, { onSettled: () => setChosen(undefined) })
  }
  return { choose, chosen, error }
}
