/**
 * The import table of ARCHITECTURE.md, as a check: every folder may import itself, and what stands beside it here.
 * Paths are regular expressions from the project's root.
 */
const table = {
  'domain/k8s': [],
  'domain/decode': ['domain/k8s'],
  'domain/placement': ['domain/k8s'],
  'domain/rollout': ['domain/k8s', 'domain/placement'],
  'domain/grid': ['domain/k8s', 'domain/placement', 'domain/rollout'],
  'domain/draft': ['domain/k8s', 'domain/placement', 'node_modules/yaml'],
  'domain/stream': ['domain/k8s'],
  simulator: ['domain/k8s', 'domain/decode', 'domain/placement', 'domain/rollout'],
  server: ['domain/k8s', 'domain/decode', 'domain/stream', 'node_modules', 'core:'],
  'server/demo': ['server', 'simulator', 'domain/k8s', 'node_modules', 'core:'],
  'web/app': ['web', 'domain', 'node_modules'],
  'web/live': ['domain', 'node_modules/react/'],
  'web/demo': ['web', 'domain', 'server', 'simulator', 'node_modules'],
  'web/api': ['domain', 'web/i18n', 'node_modules/@tanstack', 'node_modules/react/'],
  'web/features': ['web/live', 'web/api', 'web/ui', 'web/i18n', 'domain', 'node_modules'],
  'web/ui': ['domain', 'web/i18n', 'node_modules'],
  'web/i18n': ['node_modules'],
  cluster: ['node_modules/yaml', 'core:'],
  e2e: [
    'domain/k8s',
    'cluster',
    'scripts',
    'server/demo',
    'simulator',
    'package.json',
    'node_modules',
    'core:',
  ],
  bench: ['domain', 'server', 'web', 'cluster', 'e2e', 'scripts', 'node_modules', 'core:'],
  scripts: ['domain', 'cluster', 'node_modules', 'core:'],
}

const isTest = '\\.(test|test-kit)\\.tsx?$'

/** Folders of a folder that have a row of their own. */
function within(folder) {
  return Object.keys(table)
    .filter((other) => other.startsWith(`${folder}/`))
    .map((other) => `^${other}/`)
}

const folderRules = Object.entries(table).map(([folder, allowed]) => ({
  name: `${folder} imports only: ${['itself', ...allowed].join(', ')}`,
  severity: 'error',
  from: { path: `^${folder}/`, pathNot: [isTest, ...within(folder)] },
  to: {
    pathNot: [`^${folder}/`, ...allowed.filter((to) => to !== 'core:').map((to) => `^${to}`)],
    ...(allowed.includes('core:') ? { dependencyTypesNot: ['core'] } : {}),
  },
}))

export default {
  forbidden: [
    ...folderRules,
    {
      name: 'features are islands: one never imports another',
      severity: 'error',
      from: { path: '^web/features/([^/]+)/' },
      to: { path: '^web/features/([^/]+)/', pathNot: '^web/features/$1/' },
    },
    {
      name: 'the simulation is loaded where it is shown, and nowhere else',
      severity: 'error',
      from: { path: '^server/', pathNot: [isTest, '^server/demo/', '^server/main\\.ts$'] },
      to: { path: '^server/demo/' },
    },
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'tests are imported by tests only',
      severity: 'error',
      from: { pathNot: isTest },
      to: { path: isTest },
    },
    {
      name: 'every import can be found',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    moduleSystems: ['es6'],
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json', '.css', '.svg'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
