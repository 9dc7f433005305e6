// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { describe, expect, it } from 'vitest'
import { projectAnnotations } from '../../../domain/placement/projectSelector.ts'
import { fakeLive } from './fakeLive.test-kit.ts'
import {
  apiServer,
  button,
  combobox,
  groups,
  helloDraft,
  keepDraft,
  namespaces,
  nodes,
  renderWizard,
} from './renderWizard.test-kit.tsx'

const server = apiServer()
const scheduler = '/k8s/apis/config.openshift.io/v1/schedulers/cluster'

/** The placement step on a cluster of OpenShift, or of another kind. */
function open(annotations = {}, isOpenShift = true) {
  keepDraft(helloDraft)
  if (isOpenShift) server.use(groups('apps', 'config.openshift.io'))
  return renderWizard(fakeLive({ nodes, namespaces, annotations }).client, 'placement')
}

const sentence = async () => (await screen.findByText(/Runs on/)).textContent
const zoneA = { [projectAnnotations.openshift]: 'zone=a' }

describe('on OpenShift', () => {
  it('shows the project’s selector, the nodes that it hides, and the command that empties it', async () => {
    open(zoneA)
    expect(await screen.findByText(/^Namespace myproject asks for zone=a/)).toBeTruthy()
    expect(screen.getByText('Guessed because the cluster serves config.openshift.io.')).toBeTruthy()
    expect(screen.getByText(/^1 node is hidden by it/)).toBeTruthy()
    expect(
      screen.getByText('oc annotate namespace myproject openshift.io/node-selector= --overwrite'),
    ).toBeTruthy()
    expect(await sentence()).toBe(
      'Runs on 1 of 3 nodes: 1 excluded by taint (nvidia.com/gpu=present 1), ' +
        '1 hidden by the project’s node selector.',
    )
  })

  it('takes the cluster’s default where the namespace says nothing', async () => {
    server.use(
      http.get(scheduler, () => HttpResponse.json({ spec: { defaultNodeSelector: 'zone=b' } })),
    )
    open()
    expect(await screen.findByText(/default of the cluster applies: zone=b/)).toBeTruthy()
    expect(await screen.findByText(/^1 node is hidden by it/)).toBeTruthy()
  })

  it('says to somebody who may not read the default that it is not known', async () => {
    server.use(http.get(scheduler, () => HttpResponse.json({ code: 403 }, { status: 403 })))
    open()
    expect(await screen.findByText(/you may not read the default of the cluster/)).toBeTruthy()
    expect(await sentence()).toContain('Runs on 2 of 3')
  })

  it('has no default where the cluster has no such settings', async () => {
    server.use(http.get(scheduler, () => HttpResponse.json({ code: 404 }, { status: 404 })))
    open()
    expect(await screen.findByText(/^Neither the namespace nor the cluster/)).toBeTruthy()
  })
})

describe('elsewhere', () => {
  const kubernetes = { [projectAnnotations.kubernetes]: 'zone=a' }

  it('has no effect, until somebody says that the plugin is on', async () => {
    const { user } = open({ ...zoneA, ...kubernetes }, false)
    expect(await sentence()).toContain('Runs on 2 of 3')
    await screen.findByText(/^The cluster serves no API group of OpenShift/)
    const select = screen.getByLabelText('How the cluster treats it')
    await user.selectOptions(select, 'Admission plugin PodNodeSelector')
    expect(await screen.findByText(/^1 node gets a Pod that stays Pending/)).toBeTruthy()
    expect(screen.getByText(/^Chosen by hand, for this cluster/)).toBeTruthy()
    await user.click(button('Ask for zone=a in the node selector of the draft'))
    expect(combobox('Node selector, row 1: key').value).toBe('zone')
    await waitFor(() => expect(screen.queryByText(/stays Pending/)).toBeNull())
  })

  it('says which labels conflict, and that every Pod is refused', async () => {
    const { user } = open(kubernetes, false)
    await user.selectOptions(
      screen.getByLabelText('How the cluster treats it'),
      'Admission plugin PodNodeSelector',
    )
    await user.click(button('Add node label'))
    await user.type(combobox('Node selector, row 1: key'), 'zone')
    await user.type(combobox('Node selector, row 1: value'), 'b')
    expect(
      await screen.findByText('It asks for zone=a, and the node selector of the draft for zone=b.'),
    ).toBeTruthy()
  })
})
