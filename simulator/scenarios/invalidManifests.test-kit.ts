import {
  container,
  type Invalid,
  label,
  refusals,
  subdomain,
  template,
} from './invalidManifest.test-kit.ts'
import type { Scenario } from './scenario.test-kit.ts'
import { image } from './stage.test-kit.ts'

const rolling = 'spec.updateStrategy.rollingUpdate'
const required = 'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution'
const main = { name: 'main', image: image('1') }
const labelValue =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"

const cases: Readonly<Record<string, Invalid>> = {
  'a name with capitals': {
    name: 'Agent',
    causes: [`metadata.name: FieldValueInvalid: Invalid value: "Agent": ${subdomain}`],
  },
  'a selector that its own Pods do not match': {
    spec: { selector: { matchLabels: { app: 'other' } } },
    causes: [
      'spec.template.metadata.labels: FieldValueInvalid: Invalid value: {"app":"agent"}: `selector` does not match template `labels`',
    ],
  },
  'an empty selector': {
    spec: { selector: {} },
    causes: [
      'spec.selector: FieldValueInvalid: Invalid value: {}: empty selector is invalid for daemonset',
    ],
  },
  'a restart policy other than Always': {
    pod: { restartPolicy: 'Never' },
    causes: [
      `${template}.restartPolicy: FieldValueNotSupported: Unsupported value: "Never": supported values: "Always"`,
    ],
  },
  'an active deadline': {
    pod: { activeDeadlineSeconds: 5 },
    causes: [
      `${template}.activeDeadlineSeconds: FieldValueForbidden: Forbidden: activeDeadlineSeconds in DaemonSet is not Supported`,
    ],
  },
  'an unknown update strategy': {
    spec: { updateStrategy: { type: 'Recreate' } },
    causes: [
      'spec.updateStrategy: FieldValueNotSupported: Unsupported value: {"Type":"Recreate","RollingUpdate":null}: supported values: "RollingUpdate", "OnDelete"',
    ],
  },
  'maxUnavailable and maxSurge both 0': {
    spec: { updateStrategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: 0 } } },
    causes: [
      `${rolling}.maxUnavailable: FieldValueRequired: Required value: cannot be 0 when maxSurge is 0`,
    ],
  },
  'maxSurge beside a maxUnavailable': {
    spec: { updateStrategy: { rollingUpdate: { maxSurge: 1 } } },
    causes: [
      `${rolling}.maxSurge: FieldValueInvalid: Invalid value: 1: may not be set when maxUnavailable is non-zero`,
    ],
  },
  'a maxUnavailable over 100 %': {
    spec: { updateStrategy: { rollingUpdate: { maxUnavailable: '120%' } } },
    causes: [
      `${rolling}.maxUnavailable: FieldValueInvalid: Invalid value: "120%": must not be greater than 100%`,
    ],
  },
  'a maxUnavailable that is no percentage': {
    spec: { updateStrategy: { rollingUpdate: { maxUnavailable: 'half' } } },
    causes: [
      `${rolling}.maxUnavailable: FieldValueInvalid: Invalid value: "half": a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')`,
      `${rolling}.maxUnavailable: FieldValueRequired: Required value: cannot be 0 when maxSurge is 0`,
    ],
  },
  'numbers below 0': {
    spec: { minReadySeconds: -1, revisionHistoryLimit: -2 },
    causes: [
      'spec.minReadySeconds: FieldValueInvalid: Invalid value: -1: must be greater than or equal to 0',
      'spec.revisionHistoryLimit: FieldValueInvalid: Invalid value: -2: must be greater than or equal to 0',
    ],
  },
  'no containers': {
    pod: { containers: [] },
    causes: [`${template}.containers: FieldValueRequired: Required value`],
  },
  'a container without name and image': {
    pod: { containers: [{}] },
    causes: [
      `${template}.containers[0].name: FieldValueRequired: Required value`,
      `${template}.containers[0].image: FieldValueRequired: Required value`,
    ],
  },
  'a container name that is no label': {
    pod: container({ name: 'Main_1' }),
    causes: [
      `${template}.containers[0].name: FieldValueInvalid: Invalid value: "Main_1": ${label}`,
    ],
  },
  'two containers of the same name': {
    pod: { containers: [main, main] },
    causes: [`${template}.containers[1].name: FieldValueDuplicate: Duplicate value: "main"`],
  },
  'ports out of range, and a protocol that does not exist': {
    pod: container({ ports: [{ containerPort: 70000, hostPort: -1, protocol: 'HTTP' }] }),
    causes: [
      `${template}.containers[0].ports[0].containerPort: FieldValueInvalid: Invalid value: 70000: must be between 1 and 65535, inclusive`,
      `${template}.containers[0].ports[0].hostPort: FieldValueInvalid: Invalid value: -1: must be between 1 and 65535, inclusive`,
      `${template}.containers[0].ports[0].protocol: FieldValueNotSupported: Unsupported value: "HTTP": supported values: "SCTP", "TCP", "UDP"`,
    ],
  },
  'the same host port twice': {
    pod: container({
      ports: [
        { containerPort: 80, hostPort: 8080 },
        { containerPort: 81, hostPort: 8080 },
      ],
    }),
    causes: [
      `${template}.containers[0].ports[1].hostPort: FieldValueDuplicate: Duplicate value: "TCP//8080"`,
    ],
  },
  'a request above its limit': {
    pod: container({ resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } }),
    causes: [
      `${template}.containers[0].resources.requests: FieldValueInvalid: Invalid value: "2": must be less than or equal to cpu limit of 1`,
    ],
  },
  'a negative request': {
    pod: container({ resources: { requests: { memory: '-1Mi' } } }),
    causes: [
      `${template}.containers[0].resources.requests[memory]: FieldValueInvalid: Invalid value: "-1Mi": must be greater than or equal to 0`,
    ],
  },
  'a node selector with an impossible value': {
    pod: { nodeSelector: { disk: '-ssd' } },
    causes: [`${template}.nodeSelector: FieldValueInvalid: Invalid value: "-ssd": ${labelValue}`],
  },
  'required affinity without terms': {
    pod: {
      affinity: {
        nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } },
      },
    },
    causes: [
      `${template}.${required}.nodeSelectorTerms: FieldValueRequired: Required value: must have at least one node selector term`,
    ],
  },
  'affinity expressions that say too little or too much': {
    pod: {
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [
              {
                matchExpressions: [
                  { key: 'a', operator: 'In' },
                  { key: 'b', operator: 'Exists', values: ['x'] },
                  { key: 'c', operator: 'Gt', values: ['1', '2'] },
                  { key: 'd', operator: 'Is', values: ['x'] },
                ],
              },
            ],
          },
        },
      },
    },
    causes: [
      `${template}.${required}.nodeSelectorTerms[0].matchExpressions[0].values: FieldValueRequired: Required value: must be specified when \`operator\` is 'In' or 'NotIn'`,
      `${template}.${required}.nodeSelectorTerms[0].matchExpressions[1].values: FieldValueForbidden: Forbidden: may not be specified when \`operator\` is 'Exists' or 'DoesNotExist'`,
      `${template}.${required}.nodeSelectorTerms[0].matchExpressions[2].values: FieldValueRequired: Required value: must be specified single value when \`operator\` is 'Lt' or 'Gt'`,
      `${template}.${required}.nodeSelectorTerms[0].matchExpressions[3].operator: FieldValueInvalid: Invalid value: "Is": not a valid selector operator`,
    ],
  },
  'tolerations that cannot be': {
    pod: {
      tolerations: [
        { operator: 'Equal', value: 'x' },
        { key: 'a', operator: 'Exists', value: 'x' },
        { key: 'b', operator: 'Exists', effect: 'NoSchedule', tolerationSeconds: 5 },
        { key: 'c', operator: 'Exists', effect: 'Never' },
      ],
    },
    causes: [
      `${template}.tolerations[0].operator: FieldValueInvalid: Invalid value: "Equal": operator must be Exists when \`key\` is empty, which means "match all values and all keys"`,
      `${template}.tolerations[1].operator: FieldValueInvalid: Invalid value: "x": value must be empty when \`operator\` is 'Exists'`,
      `${template}.tolerations[2].effect: FieldValueInvalid: Invalid value: "NoSchedule": effect must be 'NoExecute' when \`tolerationSeconds\` is set`,
      `${template}.tolerations[3].effect: FieldValueNotSupported: Unsupported value: "Never": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"`,
    ],
  },
  'a mount of a volume that is not there': {
    pod: container({ volumeMounts: [{ name: 'data', mountPath: '/data' }] }),
    causes: [
      `${template}.containers[0].volumeMounts[0].name: FieldValueNotFound: Not found: "data"`,
    ],
  },
}

export const invalidManifests: readonly Scenario[] = refusals(cases)
