// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { Pod } from '../../../domain/k8s/objects.ts'
import { fakeLive } from './fakeLive.test-kit.ts'
import {
  apiServer,
  button,
  combobox,
  daemonSet,
  helloDraft,
  keepDraft,
  nodes,
  renderWizard,
} from './renderWizard.test-kit.tsx'

apiServer()

/** A Pod that nothing controls. */
function orphan(name: string, node: string, some: Partial<Pod> = {}): Pod {
  const labels = { name: 'hello-daemonset' }
  const state = { phase: 'Running', ready: true, restarts: 0 }
  return { uid: name, namespace: 'myproject', name, created: 1, labels, node, ...state, ...some }
}

describe('the labels step', () => {
  it('warns while somebody types of DaemonSets that select the same Pods', async () => {
    keepDraft(helloDraft)
    const daemonSets = [daemonSet('old-hello', { name: 'hello' })]
    const { user } = renderWizard(fakeLive({ daemonSets }).client, 'labels')
    const value = combobox('Selector, row 1: value')
    await user.clear(value)
    await user.type(value, 'hell')
    expect(screen.queryByText(/already selects/)).toBeNull()
    await user.type(value, 'o')
    expect(await screen.findByText(/DaemonSet old-hello .* already selects/)).toBeTruthy()
    expect(
      screen.getByText(
        'A Pod with name=hello would be selected by this DaemonSet and by old-hello.',
      ),
    ).toBeTruthy()
  })

  it('warns of Pods that would be adopted, and says what becomes of each', async () => {
    keepDraft(helloDraft)
    const pods = [
      orphan('kept', 'worker-0', { templateGeneration: '1' }),
      orphan('ended', 'worker-1', { phase: 'Failed' }),
    ]
    const { user } = renderWizard(fakeLive({ nodes, pods }).client, 'labels')
    expect(await screen.findByText(/^2 Pods without a controller have these labels/)).toBeTruthy()
    expect(screen.getByText('1 of them is deleted at once.')).toBeTruthy()
    expect(screen.getByText(/^1 of them counts as up to date/)).toBeTruthy()
    await user.click(button('Pods that would be adopted'))
    const texts = screen.getAllByRole('listitem').map(({ textContent }) => textContent)
    expect(texts).toContain('ended on worker-1: deleted at once, because it has ended')
    expect(texts).toContain('kept on worker-0: kept with its old template; no rollout replaces it')
    await user.clear(combobox('Selector, row 1: value'))
    await waitFor(() => expect(screen.queryByText(/without a controller/)).toBeNull())
  })
})
