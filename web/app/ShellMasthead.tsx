import {
  Masthead,
  MastheadBrand,
  MastheadContent,
  MastheadMain,
  Nav,
  NavItem,
  NavList,
} from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import { Link, NavLink, useLocation } from 'react-router'
import { useSession } from '../api/session.ts'
import { ConnectionState } from './ConnectionState.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { Logo } from './Logo.tsx'
import { ThemeSwitch } from './ThemeSwitch.tsx'
import { UserMenu } from './UserMenu.tsx'

/** Where one is and can go, whether the data is live, which cluster this is, and who is signed in. */
export function ShellMasthead() {
  const { t } = useTranslation('shell')
  const { data: session } = useSession()
  return (
    <Masthead className="en-masthead">
      <MastheadMain>
        <MastheadBrand>
          <Link to="/" className="en-brand">
            <Logo />
            Everynode
          </Link>
        </MastheadBrand>
      </MastheadMain>
      <MastheadContent>
        <PageNav />
        <div className="en-masthead-end">
          <ConnectionState />
          {session !== undefined && session.cluster !== '' && (
            <span className="en-masthead-cluster">
              <span className="en-subtle">{t('session.cluster')}</span>{' '}
              <span className="en-masthead-name" title={session.cluster}>
                {session.cluster}
              </span>
            </span>
          )}
          <span className="en-masthead-switches">
            <ThemeSwitch />
            <LanguageSwitch />
            {session !== undefined && <UserMenu session={session} />}
          </span>
        </div>
      </MastheadContent>
    </Masthead>
  )
}

function PageNav() {
  const { t } = useTranslation('shell')
  const { pathname } = useLocation()
  const pages = [
    { to: '/', text: t('placement'), isActive: pathname === '/' || pathname.startsWith('/nodes/') },
    { to: '/daemonsets', text: t('daemonSets'), isActive: pathname.startsWith('/daemonsets') },
  ]
  return (
    <Nav variant="horizontal" className="en-masthead-nav" aria-label={t('nav')}>
      <NavList>
        {pages.map(({ to, text, isActive }) => (
          <NavItem key={to} isActive={isActive}>
            <NavLink to={to}>{text}</NavLink>
          </NavItem>
        ))}
      </NavList>
    </Nav>
  )
}
