import { access } from './access.test-kit.ts'
import { creating } from './creating.test-kit.ts'
import { decoding } from './decoding.test-kit.ts'
import { deleting } from './deleting.test-kit.ts'
import { failing } from './failing.test-kit.ts'
import { history } from './history.test-kit.ts'
import { invalidManifests } from './invalidManifests.test-kit.ts'
import { invalidObjects } from './invalidObjects.test-kit.ts'
import { invalidPods } from './invalidPods.test-kit.ts'
import { listing } from './listing.test-kit.ts'
import { namespaces } from './namespaces.test-kit.ts'
import { owning } from './owning.test-kit.ts'
import { placing } from './placing.test-kit.ts'
import { protobufs } from './protobuf.test-kit.ts'
import { rollingOut } from './rollingOut.test-kit.ts'
import type { Scenarios } from './scenario.test-kit.ts'
import { scheduling } from './scheduling.test-kit.ts'
import { tainting } from './tainting.test-kit.ts'
import { watches } from './watching.test-kit.ts'
import { writing } from './writing.test-kit.ts'

export const allScenarios: Scenarios = {
  'creating a DaemonSet': creating,
  'an invalid manifest': invalidManifests,
  'an invalid Pod template': invalidPods,
  'an invalid object of another kind': invalidObjects,
  'placing Pods': placing,
  'taints and trouble of nodes': tainting,
  'a rollout': rollingOut,
  'the history of a DaemonSet': history,
  'owning Pods': owning,
  'Pods that end': failing,
  scheduling,
  'namespaces and quotas': namespaces,
  rights: access,
  'writing objects': writing,
  'deleting objects': deleting,
  'reading what clients send': decoding,
  'a list': listing,
  protobuf: protobufs,
  'a watch': watches,
}
