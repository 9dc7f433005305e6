import { MenuToggle, Popover } from '@patternfly/react-core'
import { UserIcon } from '@patternfly/react-icons/dist/esm/icons/user-icon.js'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../api/session.ts'
import { FactList } from '../ui/FactList.tsx'
import { IdentityChoice } from './IdentityChoice.tsx'
import { useIdentityNews } from './identityNews.ts'

interface UserMenuProps {
  readonly session: Session
}

/** Who is signed in; opened, to which cluster and through which context. In a demo one can be somebody else. */
export function UserMenu({ session }: UserMenuProps) {
  const { t } = useTranslation('shell')
  const [isOpen, setOpen] = useState(false)
  useIdentityNews()
  return (
    <Popover
      aria-label={t('session.details')}
      position="bottom-end"
      showClose={false}
      minWidth="360px"
      isVisible={isOpen}
      shouldOpen={() => setOpen(true)}
      shouldClose={() => setOpen(false)}
      bodyContent={<SessionFacts session={session} />}
    >
      <MenuToggle variant="plainText" icon={<UserIcon />} isExpanded={isOpen}>
        <span className="en-masthead-name">{session.user}</span>
      </MenuToggle>
    </Popover>
  )
}

function SessionFacts({ session }: UserMenuProps) {
  const { t } = useTranslation('shell')
  const facts = [
    { term: t('session.user'), value: session.user },
    { term: t('session.context'), value: session.context },
    { term: t('session.cluster'), value: session.cluster },
    { term: t('session.server'), value: session.version },
  ]
  return (
    <>
      <FactList facts={facts.filter(({ value }) => value !== '')} />
      {session.demo !== undefined && <IdentityChoice demo={session.demo} />}
    </>
  )
}
