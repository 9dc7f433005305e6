import type { TFunction } from 'i18next'
import { matchPath } from 'react-router'
import { paths } from './paths.ts'

/** A page's name in the browser's tab, from its path. */
export function pageTitle(pathname: string, t: TFunction<'shell'>): string {
  const at = (pattern: string) => matchPath(pattern, pathname)
  if (at(paths.placement) !== null) return t('titles.placement')
  if (at(paths.daemonSets) !== null) return t('titles.daemonSets')
  if (at(paths.createDaemonSet) !== null) return t('titles.create')
  const node = at(paths.node)
  if (node !== null) return t('titles.node', { name: node.params['name'] })
  const daemonSet = at(paths.daemonSet)
  if (daemonSet === null) return t('titles.notFound')
  const { namespace, name } = daemonSet.params
  return t('titles.daemonSet', { namespace, name })
}
