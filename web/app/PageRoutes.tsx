import { lazy } from 'react'
import { Route, Routes } from 'react-router'
import { PlacementPage } from '../features/placement/PlacementPage.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'
import { paths } from './paths.ts'

// The grid is the page that people open; the others' code is loaded when they are gone to.
const NodePage = lazy(async () => {
  const { NodePage } = await import('../features/node/NodePage.tsx')
  return { default: NodePage }
})
const DaemonSetsPage = lazy(async () => {
  const { DaemonSetsPage } = await import('../features/daemonSets/DaemonSetsPage.tsx')
  return { default: DaemonSetsPage }
})
const DaemonSetPage = lazy(async () => {
  const { DaemonSetPage } = await import('../features/daemonSets/DaemonSetPage.tsx')
  return { default: DaemonSetPage }
})
const CreateDaemonSetPage = lazy(async () => {
  const { CreateDaemonSetPage } = await import('../features/wizard/CreateDaemonSetPage.tsx')
  return { default: CreateDaemonSetPage }
})

/** Which page stands at which address. */
export function PageRoutes() {
  return (
    <Routes>
      <Route path={paths.placement} element={<PlacementPage />} />
      <Route path={paths.node} element={<NodePage />} />
      <Route path={paths.daemonSets} element={<DaemonSetsPage />} />
      <Route path={paths.createDaemonSet} element={<CreateDaemonSetPage />} />
      <Route path={paths.daemonSet} element={<DaemonSetPage />} />
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  )
}
