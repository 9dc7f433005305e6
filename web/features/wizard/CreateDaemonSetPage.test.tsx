// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DaemonSet } from '../../../domain/k8s/objects.ts'
import { startI18n } from '../../i18n/index.ts'
import { fakeLive, fakeNode } from './fakeLive.test-kit.ts'
import { helloDraft, keepDraft, renderWizard } from './renderWizard.test-kit.tsx'

// Many keystrokes, each drawing the page anew, on machines that also do other things.
vi.setConfig({ testTimeout: 60_000 })

const collection = '/k8s/apis/apps/v1/namespaces/:namespace/daemonsets'
const review = '/k8s/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'

function allow(allowed: boolean) {
  return http.post(review, () => HttpResponse.json({ status: { allowed } }, { status: 201 }))
}

const server = setupServer()
beforeAll(async () => {
  await startI18n('en')
  server.listen({ onUnhandledRequest: 'error' })
})
beforeEach(() => {
  sessionStorage.clear()
  server.use(allow(true))
})
afterEach(() => server.resetHandlers())
afterAll(() => server.close())

const gpu = { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }
const nodes = [
  fakeNode('worker-0', { role: 'worker', zone: 'a' }),
  fakeNode('worker-1', { role: 'worker', zone: 'b' }),
  fakeNode('gpu-0', { zone: 'a' }, [gpu]),
]
const namespaces = ['default', 'myproject']

function daemonSet(name: string, labels: Record<string, string>): DaemonSet {
  return {
    metadata: { name, namespace: 'myproject', uid: name },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: {} } },
  }
}

const field = (name: string | RegExp) => screen.getByRole<HTMLInputElement>('textbox', { name })
const combobox = (name: string | RegExp) => screen.getByRole<HTMLInputElement>('combobox', { name })
const button = (name: string | RegExp) => screen.getByRole('button', { name })
/** What is said about a control, as a screen reader hears it. */
const descriptionOf = (element: HTMLElement) =>
  document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent ?? ''

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
  await user.type(field(/^Name/), 'hello-daemonset')
  await user.click(combobox(/^Namespace/))
  await user.click(await screen.findByRole('option', { name: 'myproject' }))
  await user.click(button('Next: Labels and selector'))
  expect(combobox('Selector, row 1: value').value).toBe('hello-daemonset')
  await user.click(button('Next: Pods'))
  await user.type(field(/^Container name/), 'registry')
  await user.type(field(/^Image/), 'openshift/hello-openshift')
  await user.selectOptions(screen.getByLabelText('Image pull policy'), 'Always')
  await user.click(button('Add port'))
  await user.type(field('Port 1: number'), '80')
  await user.click(button('More settings'))
  await user.type(field('Service account'), 'default')
  await user.type(field(/^Termination grace period/), '10')
  await user.click(button('Next: Placement'))
  await user.click(button('Add node label'))
  await user.type(combobox('Node selector, row 1: key'), 'role')
  await user.type(combobox('Node selector, row 1: value'), 'worker')
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

describe('placement', () => {
  const sentence = async () => {
    const start = await screen.findByText(/Runs on/)
    return start.textContent
  }

  it('follows each keystroke, adds up, and leaves half-typed rules out', async () => {
    keepDraft(helloDraft)
    const { user } = renderWizard(fakeLive({ nodes }).client, 'placement')
    expect(await sentence()).toBe(
      'Runs on 2 of 3 nodes: 1 excluded by taint (nvidia.com/gpu=present 1).',
    )
    await user.click(button('Add node label'))
    await user.type(combobox('Node selector, row 1: key'), 'zone')
    expect(screen.getByText('not applied yet')).toBeTruthy()
    expect(await sentence()).toContain('Runs on 2 of 3')
    await user.type(combobox('Node selector, row 1: value'), 'a')
    expect(screen.queryByText('not applied yet')).toBeNull()
    expect(await sentence()).toBe(
      'Runs on 1 of 3 nodes: 1 excluded by taint (nvidia.com/gpu=present 1), ' +
        '1 by node selector (zone=a 1).',
    )
    await user.clear(combobox('Node selector, row 1: value'))
    await user.click(button('Next: Review'))
    expect(descriptionOf(combobox('Node selector, row 1: value'))).toContain(
      'Type the value of zone',
    )
  })

  it('offers the cluster’s labels with their nodes', async () => {
    keepDraft(helloDraft)
    const { user } = renderWizard(fakeLive({ nodes }).client, 'placement')
    await user.click(button('Add node label'))
    await user.type(combobox('Node selector, row 1: key'), 'zo')
    await user.keyboard('{ArrowDown}{Enter}')
    expect(combobox('Node selector, row 1: key').value).toBe('zone')
    await user.click(combobox('Node selector, row 1: value'))
    const options = await screen.findAllByRole('option')
    expect(options.map(({ textContent }) => textContent)).toEqual([
      'a2 nodes',
      'b1 node',
      'empty value',
    ])
    await user.click(options[0]!)
    const row = combobox('Node selector, row 1: value').closest<HTMLElement>('.en-field-row')
    expect(within(row!).getByText('2 nodes')).toBeTruthy()
  })

  it('tolerates a taint of the cluster with one click', async () => {
    keepDraft(helloDraft)
    const { user } = renderWizard(fakeLive({ nodes }).client, 'placement')
    await user.click(
      await screen.findByRole('button', { name: 'Tolerate nvidia.com/gpu=present:NoSchedule' }),
    )
    await waitFor(async () => expect(await sentence()).toBe('Runs on all 3 nodes.'))
    expect(screen.getByText('Tolerated')).toBeTruthy()
    await user.click(button('Remove toleration nvidia.com/gpu'))
    await waitFor(async () => expect(await sentence()).toContain('Runs on 2 of 3'))
  })

  it('shows the nodes of one reason, with the remedy and what would come of it', async () => {
    keepDraft({ ...helloDraft, nodeSelector: [{ id: 1, key: 'zone', value: 'a' }] })
    const { user } = renderWizard(fakeLive({ nodes }).client, 'placement')
    await user.click(await screen.findByRole('button', { name: 'zone=a 1' }))
    expect(screen.getAllByRole('listitem').map(({ title }) => title)).toContain(
      'worker-1: The node selector asks for zone=a, and the node has zone=b.',
    )
    expect(screen.queryByText('worker-0')).toBeNull()
    expect(await screen.findByText('→ 2 of 3')).toBeTruthy()
    await user.click(button('Remove zone=a from the node selector'))
    await waitFor(async () => expect(await sentence()).toContain('Runs on 2 of 3'))
    expect(screen.getByText('worker-0')).toBeTruthy()
  })

  it('lists every node with its reason for those who can’t see the map', async () => {
    keepDraft(helloDraft)
    const { user } = renderWizard(fakeLive({ nodes }).client, 'placement')
    await user.click(await screen.findByRole('button', { name: 'List' }))
    const table = screen.getByRole('grid', { name: 'Nodes and whether a Pod will run there' })
    const rows = within(table)
      .getAllByRole('row')
      .map(({ textContent }) => textContent)
    expect(rows).toContain('worker-0workerruns here')
    expect(rows.find((row) => row?.startsWith('gpu-0'))).toContain(
      'Taint nvidia.com/gpu=present:NoSchedule of gpu-0 is not tolerated.',
    )
  })

  it('says that its nodes may be old while the connection is lost', async () => {
    keepDraft(helloDraft)
    const live = fakeLive({ nodes })
    renderWizard(live.client, 'placement')
    expect(await screen.findByText('3 nodes, live')).toBeTruthy()
    live.change({ connection: 'reconnecting' })
    expect(await screen.findByText(/3 nodes, as of .*; reconnecting/)).toBeTruthy()
  })
})

describe('the API server’s refusal', () => {
  const invalid = {
    kind: 'Status',
    reason: 'Invalid',
    message: 'DaemonSet.apps "hello-daemonset" is invalid',
    details: {
      causes: [
        { field: 'spec.template.spec.containers[0].image', message: 'Invalid value: "Bad Image"' },
      ],
    },
  }

  it('of the dry run leads to the field, and stays there until it is changed', async () => {
    keepDraft(helloDraft)
    server.use(http.post(collection, () => HttpResponse.json(invalid, { status: 422 })))
    const { user } = renderWizard(fakeLive({ nodes }).client, 'review')
    expect(await screen.findByText('The API server would refuse this DaemonSet.')).toBeTruthy()
    expect(button('Create').getAttribute('aria-disabled')).toBe('true')
    await user.click(button('Go to Image'))
    const image = await screen.findByRole('textbox', { name: /^Image/ })
    await waitFor(() => expect(document.activeElement).toBe(image))
    expect(descriptionOf(image)).toContain('Invalid value: "Bad Image"')
    await user.type(image, ':1')
    expect(descriptionOf(image)).not.toContain('Invalid value')
  })

  it('without a field is said in its own words', async () => {
    keepDraft(helloDraft)
    const message = 'daemonsets.apps is forbidden: exceeded quota'
    server.use(
      http.post(collection, () =>
        HttpResponse.json({ kind: 'Status', reason: 'Forbidden', message }, { status: 403 }),
      ),
    )
    renderWizard(fakeLive({ nodes }).client, 'review')
    expect(await screen.findByText(message)).toBeTruthy()
  })

  it('is not asked for while the form knows of problems, and these lead to their fields', async () => {
    keepDraft({ ...helloDraft, image: '' })
    const { user } = renderWizard(fakeLive({ nodes }).client, 'review')
    expect(
      await screen.findByText('1 problem keeps this DaemonSet from being created'),
    ).toBeTruthy()
    await user.click(button('Go to Image'))
    const image = await screen.findByRole('textbox', { name: /^Image/ })
    await waitFor(() => expect(document.activeElement).toBe(image))
  })

  it('of a name that was taken in between is said at the name', async () => {
    keepDraft(helloDraft)
    const taken = { kind: 'Status', reason: 'AlreadyExists', message: 'already exists' }
    server.use(http.post(collection, () => HttpResponse.json(taken, { status: 409 })))
    renderWizard(fakeLive({ nodes }).client, 'review')
    expect(await screen.findByRole('button', { name: 'Go to Name' })).toBeTruthy()
  })
})

it('tells a viewer which permission is missing, and sends nothing', async () => {
  keepDraft(helloDraft)
  const created: string[] = []
  server.use(
    allow(false),
    http.post(collection, ({ request }) => {
      created.push(request.url)
      return HttpResponse.json({ kind: 'Status', message: 'forbidden' }, { status: 403 })
    }),
  )
  const { user } = renderWizard(fakeLive({ nodes, namespaces }).client, 'review')
  await waitFor(() =>
    expect(descriptionOf(button('Create'))).toContain('create daemonsets.apps -n myproject'),
  )
  await user.click(button('Create'))
  expect(created.filter((url) => !url.includes('dryRun'))).toEqual([])
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
    expect(field(/^Name/).value).toBe('')
    expect(sessionStorage.length).toBe(0)
  })
})

describe('a connection that breaks while creating', () => {
  function breakCreation() {
    server.use(
      http.post(collection, ({ request }) =>
        request.url.includes('dryRun=All')
          ? HttpResponse.json({ metadata: {} }, { status: 201 })
          : HttpResponse.error(),
      ),
    )
  }

  async function createAndLose(client: ReturnType<typeof fakeLive>['client']) {
    keepDraft(helloDraft)
    breakCreation()
    const { user } = renderWizard(client, 'review')
    await screen.findByText('The API server would accept this DaemonSet (dry run).')
    await user.click(button('Create'))
    expect(await screen.findByText(/It may exist or not/)).toBeTruthy()
    expect(button('Create').getAttribute('aria-disabled')).toBe('true')
    return user
  }

  it('is called unknown, and the column opens when the live view shows it', async () => {
    const live = fakeLive({ nodes })
    await createAndLose(live.client)
    live.change({ daemonSets: [daemonSet('hello-daemonset', {})] })
    expect(await screen.findByText(/daemonset=hello-daemonset/)).toBeTruthy()
  })

  it('lets the user look, and create again only once it is known not to be there', async () => {
    const user = await createAndLose(fakeLive({ nodes }).client)
    server.use(
      http.get(`${collection}/:name`, () =>
        HttpResponse.json({ kind: 'Status', reason: 'NotFound' }, { status: 404 }),
      ),
    )
    await user.click(button('Look for it now'))
    expect(await screen.findByText(/does not exist. You can create it again/)).toBeTruthy()
    expect(button('Create').getAttribute('aria-disabled')).not.toBe('true')
  })
})

it('makes Create wait while the connection to the cluster is lost', async () => {
  keepDraft(helloDraft)
  server.use(http.post(collection, () => HttpResponse.json({ metadata: {} }, { status: 201 })))
  renderWizard(fakeLive({ nodes, connection: 'reconnecting' }).client, 'review')
  await waitFor(() => expect(descriptionOf(button('Create'))).toContain('connection'))
})
