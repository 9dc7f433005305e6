// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { describe, expect, it } from 'vitest'
import { fakeLive } from './fakeLive.test-kit.ts'
import {
  allow,
  button,
  collection,
  daemonSet,
  descriptionOf,
  helloDraft,
  keepDraft,
  namespaces,
  nodes,
  renderWizard,
  apiServer,
} from './renderWizard.test-kit.tsx'

const server = apiServer()

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
    expect(await screen.findByText(new RegExp(message))).toBeTruthy()
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
