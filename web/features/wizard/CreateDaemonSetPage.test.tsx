// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { describe, expect, it } from 'vitest'
import { fakeLive } from './fakeLive.test-kit.ts'
import {
  button,
  collection,
  combobox,
  daemonSet,
  descriptionOf,
  field,
  helloDraft,
  keepDraft,
  namespaces,
  nodes,
  renderWizard,
  apiServer,
} from './renderWizard.test-kit.tsx'

const server = apiServer()

it('creates the hello-daemonset of the documentation by clicking, and goes to its column', async () => {
  const live = fakeLive({ nodes, namespaces })
  const sent: { dryRun: boolean; manifest: unknown }[] = []
  server.use(
    http.post(collection, async ({ request }) => {
      const dryRun = new URL(request.url).searchParams.get('dryRun') === 'All'
      sent.push({ dryRun, manifest: await request.json() })
      return HttpResponse.json({ metadata: {} }, { status: 201 })
    }),
  )
  const { user } = renderWizard(live.client)
  const fill = async (element: HTMLElement, text: string) => {
    await user.click(element)
    await user.paste(text)
  }
  await fill(field(/^Name/), 'hello-daemonset')
  await user.click(combobox(/^Namespace/))
  await user.click(await screen.findByRole('option', { name: 'myproject' }))
  await user.click(button('Next: Labels and selector'))
  expect(combobox('Selector, row 1: value').value).toBe('hello-daemonset')
  await user.click(button('Next: Pods'))
  await fill(field(/^Container name/), 'registry')
  await fill(field(/^Image/), 'openshift/hello-openshift')
  await user.selectOptions(screen.getByLabelText('Image pull policy'), 'Always')
  await user.click(button('Add port'))
  await fill(field('Port 1: number'), '80')
  await user.click(button('More settings'))
  await fill(field('Service account'), 'default')
  await fill(field(/^Termination grace period/), '10')
  await user.click(button('Next: Placement'))
  await user.click(button('Add node label'))
  await fill(combobox('Node selector, row 1: key'), 'role')
  await fill(combobox('Node selector, row 1: value'), 'worker')
  await screen.findByText(/Runs on/)
  await user.click(button('Next: Review'))
  await screen.findByText('The API server would accept this DaemonSet (dry run).')
  await user.click(button('Create'))
  await screen.findByText(/Waiting until it appears/)
  live.change({ daemonSets: [daemonSet('hello-daemonset', { name: 'hello-daemonset' })] })
  expect(await screen.findByText('/?daemonset=hello-daemonset&projects=myproject')).toBeTruthy()
  expect(sent.map(({ dryRun }) => dryRun)).toEqual([true, false])
  expect(sent[1]?.manifest).toEqual({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'hello-daemonset', namespace: 'myproject' },
    spec: {
      selector: { matchLabels: { name: 'hello-daemonset' } },
      template: {
        metadata: { labels: { name: 'hello-daemonset' } },
        spec: {
          containers: [
            {
              name: 'registry',
              image: 'openshift/hello-openshift',
              imagePullPolicy: 'Always',
              ports: [{ containerPort: 80, protocol: 'TCP' }],
            },
          ],
          nodeSelector: { role: 'worker' },
          serviceAccountName: 'default',
          terminationGracePeriodSeconds: 10,
        },
      },
    },
  })
  expect(sessionStorage.length).toBe(0)
})

describe('a field', () => {
  it('says while typing what is wrong with a name', async () => {
    const live = fakeLive({ namespaces, daemonSets: [daemonSet('taken', { name: 'taken' })] })
    const { user } = renderWizard(live.client)
    const name = field(/^Name/)
    expect(descriptionOf(name)).toContain('unique in the namespace')
    await user.type(name, 'Taken')
    expect(descriptionOf(name)).toContain('lower case letters')
    await user.clear(name)
    await user.type(name, 'taken')
    await user.type(combobox(/^Namespace/), 'myproject')
    expect(descriptionOf(name)).toContain('already has a DaemonSet taken')
  })

  it('gets the focus when Next is refused because of it', async () => {
    const { user } = renderWizard(fakeLive({}).client)
    await user.click(button('Next: Labels and selector'))
    expect(document.activeElement).toBe(field(/^Name/))
    expect(descriptionOf(field(/^Name/))).toContain('This is needed.')
    await user.type(field(/^Name/), 'hello')
    await user.click(button('Next: Labels and selector'))
    expect(document.activeElement).toBe(combobox(/^Namespace/))
    expect(descriptionOf(combobox(/^Namespace/))).toContain('This is needed.')
  })

  it('of a port says which numbers there are', async () => {
    keepDraft(helloDraft)
    const { user } = renderWizard(fakeLive({}).client, 'pods')
    await user.click(button('Add port'))
    await user.type(field('Port 1: number'), '70000')
    expect(descriptionOf(field('Port 1: number'))).toContain('from 1 to 65535')
    await user.click(button('Next: Placement'))
    expect(document.activeElement).toBe(field('Port 1: number'))
  })
})

describe('the selector', () => {
  it('that does not match is said at once, with the fix', async () => {
    keepDraft(helloDraft)
    const { user } = renderWizard(fakeLive({}).client, 'labels')
    await user.clear(combobox('Labels of the Pods, row 1: value'))
    await user.type(combobox('Labels of the Pods, row 1: value'), 'other')
    const group = screen.getByRole('group', { name: /^Labels of the Pods/ })
    expect(descriptionOf(group)).toContain('The selector asks for name=hello-daemonset')
    await user.click(button('Add the selector’s labels to the Pods'))
    expect(combobox('Labels of the Pods, row 1: value').value).toBe('hello-daemonset')
    expect(descriptionOf(group)).not.toContain('asks for')
  })

  it('of another DaemonSet in the namespace is warned of', async () => {
    keepDraft(helloDraft)
    const labels = { name: 'hello-daemonset' }
    renderWizard(fakeLive({ daemonSets: [daemonSet('old-hello', labels)] }).client, 'labels')
    expect(await screen.findByText(/DaemonSet old-hello .* already selects/)).toBeTruthy()
  })
})

describe('the draft', () => {
  it('survives going back, and a reload', async () => {
    const { user, unmount } = renderWizard(fakeLive({ namespaces }).client)
    await user.type(field(/^Name/), 'hello')
    await user.type(combobox(/^Namespace/), 'myproject')
    await user.click(button('Next: Labels and selector'))
    await user.click(button('Back'))
    expect(field(/^Name/).value).toBe('hello')
    unmount()
    renderWizard(fakeLive({ namespaces }).client)
    expect(field(/^Name/).value).toBe('hello')
    expect(screen.getByText('Draft kept in this browser tab')).toBeTruthy()
  })

  it('is discarded only after asking', async () => {
    keepDraft(helloDraft)
    const { user } = renderWizard(fakeLive({}).client, 'pods')
    await user.click(button('Discard draft'))
    await user.click(button('Keep it'))
    expect(field(/^Image/).value).toBe('openshift/hello-openshift')
    await user.click(button('Discard draft'))
    await user.click(button('Discard'))
    await waitFor(() => expect(document.activeElement).toBe(field(/^Name/)))
    expect(field(/^Name/).value).toBe('')
    expect(sessionStorage.length).toBe(0)
  })
})
