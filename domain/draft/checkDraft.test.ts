import { describe, expect, it } from 'vitest'
import { checkDraft, type Known } from './checkDraft.ts'
import { emptyDraft, withName, type Draft } from './draft.ts'
import { withMatchingTemplate } from './selector.ts'

const nothingKnown: Known = { namespaces: [], daemonSets: [] }

function draftWith(change: Partial<Draft>): Draft {
  const named = withName(emptyDraft(), 'hello')
  return { ...named, namespace: 'default', containerName: 'registry', image: 'hello', ...change }
}

function problemsOf(change: Partial<Draft>, known = nothingKnown): readonly string[] {
  return checkDraft(draftWith(change), known).map(({ field, code }) => `${field} ${code}`)
}

it('has nothing against a complete draft', () => {
  expect(problemsOf({})).toEqual([])
})

it('lists what a new draft lacks, in the order of the form', () => {
  expect(checkDraft(emptyDraft(), nothingKnown).map(({ field }) => field)).toEqual([
    'name',
    'namespace',
    'containerName',
    'image',
  ])
})

describe('name and namespace', () => {
  it.each(['Hello', 'a_b', '-a', 'a-', 'a..b', 'x'.repeat(254), 'h ', 'ハロー'])(
    'refuses %j as a name',
    (name) => expect(problemsOf({ name })).toContain('name dnsSubdomain'),
  )

  it('takes dots in a name, not in a namespace', () => {
    expect(problemsOf({ name: 'a.b' })).toEqual([])
    expect(problemsOf({ namespace: 'a.b' })).toEqual(['namespace dnsLabel'])
  })

  it('knows the names that are taken in the namespace', () => {
    const known = { ...nothingKnown, daemonSets: ['default/hello', 'other/mine'] }
    expect(problemsOf({}, known)).toEqual(['name nameTaken'])
    expect(problemsOf({ name: 'mine' }, known)).toEqual([])
  })

  it('warns of an unknown namespace and refuses one that is being deleted', () => {
    const known = { ...nothingKnown, namespaces: [{ name: 'going', terminating: true }] }
    expect(problemsOf({ namespace: 'going' }, known)).toEqual(['namespace namespaceTerminating'])
    const [unknown] = checkDraft(draftWith({}), known)
    expect(unknown).toMatchObject({ code: 'namespaceUnknown', severity: 'warning' })
  })
})

describe('labels', () => {
  it('ignores rows in which nothing is typed', () => {
    expect(problemsOf({ labels: [{ id: 1, key: '', value: undefined }] })).toEqual([])
  })

  it('checks keys and values as Kubernetes does, and finds keys given twice', () => {
    expect(
      problemsOf({
        labels: [
          { id: 1, key: 'example.com/team', value: 'a b' },
          { id: 2, key: '-x', value: '' },
          { id: 3, key: '', value: 'y' },
          { id: 4, key: 'example.com/team', value: '' },
          { id: 5, key: 'constructor', value: 'fine' },
        ],
      }),
    ).toEqual([
      'labels.1.value labelValue',
      'labels.2.key labelKey',
      'labels.3.key keyMissing',
      'labels.4.key duplicateKey',
    ])
  })
})

describe('the selector', () => {
  it('must not be empty', () => {
    expect(problemsOf({ selector: [] })).toEqual(['selector selectorEmpty'])
  })

  const other: Partial<Draft> = {
    selector: [
      { id: 1, key: 'name', value: 'hello' },
      { id: 2, key: 'tier', value: 'node' },
    ],
    templateLabels: [
      { id: 1, key: 'app', value: 'x' },
      { id: 2, key: 'tier', value: 'web' },
    ],
  }

  it("must match the template's labels, and says which are missing", () => {
    const [found] = checkDraft(draftWith(other), nothingKnown)
    expect(found).toMatchObject({
      field: 'templateLabels',
      code: 'selectorMismatch',
      params: { labels: 'name=hello, tier=node' },
    })
  })

  it("is repaired by giving the template the selector's labels", () => {
    const fixed = withMatchingTemplate(draftWith(other))
    expect(checkDraft(fixed, nothingKnown)).toEqual([])
    expect(fixed.templateLabels).toEqual([
      { id: 1, key: 'app', value: 'x' },
      { id: 2, key: 'tier', value: 'node' },
      { id: 3, key: 'name', value: 'hello' },
    ])
  })
})

describe('Pods', () => {
  it('refuses a container name with dots and an image with blanks around it', () => {
    expect(problemsOf({ containerName: 'a.b', image: ' x' })).toEqual([
      'containerName dnsLabel',
      'image imageSpaces',
    ])
  })

  it.each(['0', '65536', '-1', '8e1', '80.5', 'http', '000080'])('refuses port %j', (port) => {
    const ports = [{ id: 1, containerPort: port, protocol: 'TCP', name: '', hostPort: '' }] as const
    expect(problemsOf({ ports })).toEqual(['ports.1.containerPort portNumber'])
  })

  it.each(['HTTP', '8080', 'a--b', '-a', 'a-', 'sixteen-letters-', 'a_b'])(
    'refuses port name %j',
    (name) => {
      const ports = [{ id: 1, containerPort: '80', protocol: 'TCP', name, hostPort: '' }] as const
      expect(problemsOf({ ports })).toEqual(['ports.1.name portName'])
    },
  )

  it('takes the same port over TCP and UDP, warns of it twice over TCP, refuses a name twice', () => {
    const port = { containerPort: '53', name: '', hostPort: '' }
    expect(
      problemsOf({
        ports: [
          { ...port, id: 1, protocol: 'TCP', name: 'dns' },
          { ...port, id: 2, protocol: 'UDP' },
          { ...port, id: 3, protocol: 'TCP', name: 'dns' },
        ],
      }),
    ).toEqual(['ports.3.containerPort duplicatePort', 'ports.3.name duplicatePortName'])
  })

  it('ignores a port in which nothing is typed, and asks for the number of a named one', () => {
    const port = { id: 1, containerPort: '', protocol: 'TCP', name: '', hostPort: '' } as const
    expect(problemsOf({ ports: [port] })).toEqual([])
    expect(problemsOf({ ports: [{ ...port, name: 'web' }] })).toEqual([
      'ports.1.containerPort required',
    ])
  })

  it('checks service account and grace period', () => {
    expect(problemsOf({ serviceAccountName: 'No', terminationGracePeriodSeconds: '-5' })).toEqual([
      'serviceAccountName dnsSubdomain',
      'terminationGracePeriodSeconds seconds',
    ])
  })
})

describe('placement', () => {
  it('asks for the value of a half-typed node selector; an empty value can be meant', () => {
    expect(
      problemsOf({
        nodeSelector: [
          { id: 1, key: 'topo', value: undefined },
          { id: 2, key: 'node-role.kubernetes.io/worker', value: '' },
        ],
      }),
    ).toEqual(['nodeSelector.1.value valueMissing'])
  })

  const toleration = { operator: 'Exists', value: '', effect: '' } as const

  it('asks for the key of a toleration, unless it tolerates everything', () => {
    expect(
      problemsOf({
        tolerations: [
          { ...toleration, id: 1, key: undefined },
          { ...toleration, id: 2, key: '' },
          { ...toleration, id: 3, key: '', operator: 'Equal' },
        ],
      }),
    ).toEqual(['tolerations.1.key keyMissing', 'tolerations.3.key keyMissing'])
  })

  it('checks key and value of a toleration', () => {
    expect(
      problemsOf({
        tolerations: [{ ...toleration, id: 1, key: 'a/b/c', operator: 'Equal', value: 'x y' }],
      }),
    ).toEqual(['tolerations.1.key labelKey', 'tolerations.1.value labelValue'])
  })
})
