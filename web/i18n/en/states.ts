/** The states of a cell: names, what they mean, and how a cell is called. */
export const states = {
  name: {
    ready: 'Ready',
    starting: 'Starting',
    pending: 'Pending',
    failing: 'Failing',
    missing: 'Missing',
    terminating: 'Terminating',
    misscheduled: 'Misscheduled',
    notTargeted: 'Not targeted',
    outdated: 'Outdated',
  },
  meaning: {
    ready: 'Should run; its Pod is Ready',
    starting: 'Pod bound, not Ready yet, nothing wrong',
    pending: 'Pod waits to be bound to this node',
    failing: 'Image, crash, eviction or rejection',
    missing: 'Should run; there is no Pod',
    terminating: 'Its only Pod is being deleted',
    misscheduled: 'A Pod where none should run',
    notTargeted: 'None should run, none does',
    outdated: 'Pod of an older revision: a corner on any state',
  },
  cell: '{{daemonSet}} on {{node}}: {{state}}',
  withOutdated: '{{state}}, outdated',
  legendNote:
    'The tile is the verdict: a Pod should run here. The sign is the Pod. Where there is no tile, none should run.',
  loading: 'loading',
}
