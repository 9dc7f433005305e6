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

const keyRule =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"

const cases: Readonly<Record<string, Invalid>> = {
  'what containers may do that cannot be': {
    pod: container({
      securityContext: {
        runAsUser: -1,
        procMount: 'None',
        seccompProfile: { type: 'Localhost' },
        appArmorProfile: { type: 'Enforced' },
      },
    }),
    causes: [
      `${template}.containers[0].securityContext.runAsUser: FieldValueInvalid: Invalid value: -1: must be between 0 and 2147483647, inclusive`,
      `${template}.containers[0].securityContext.procMount: FieldValueNotSupported: Unsupported value: "None": supported values: "Default", "Unmasked"`,
      `${template}.containers[0].securityContext.seccompProfile.localhostProfile: FieldValueRequired: Required value: must be set when seccomp type is Localhost`,
      `${template}.containers[0].securityContext.appArmorProfile.type: FieldValueNotSupported: Unsupported value: "Enforced": supported values: "Localhost", "RuntimeDefault", "Unconfined"`,
    ],
  },
  'a privileged container that may not gain privileges': {
    pod: container({ securityContext: { privileged: true, allowPrivilegeEscalation: false } }),
    causes: [
      `${template}.containers[0].securityContext: FieldValueInvalid: Invalid value: {"Capabilities":null,"Privileged":true,"SELinuxOptions":null,"WindowsOptions":null,"RunAsUser":null,"RunAsGroup":null,"RunAsNonRoot":null,"ReadOnlyRootFilesystem":null,"AllowPrivilegeEscalation":false,"ProcMount":null,"SeccompProfile":null,"AppArmorProfile":null}: cannot set \`allowPrivilegeEscalation\` to false and \`privileged\` to true`,
    ],
  },
  'what a Pod may do that cannot be': {
    pod: {
      shareProcessNamespace: true,
      hostPID: true,
      securityContext: {
        fsGroup: -2,
        supplementalGroups: [-1],
        sysctls: [{ name: 'a b', value: '1' }],
        fsGroupChangePolicy: 'Never',
      },
    },
    causes: [
      `${template}.securityContext.fsGroup: FieldValueInvalid: Invalid value: -2: must be between 0 and 2147483647, inclusive`,
      `${template}.securityContext.supplementalGroups[0]: FieldValueInvalid: Invalid value: -1: must be between 0 and 2147483647, inclusive`,
      `${template}.securityContext.shareProcessNamespace: FieldValueInvalid: Invalid value: true: ShareProcessNamespace and HostPID cannot both be enabled`,
      `${template}.securityContext.sysctls[0].name: FieldValueInvalid: Invalid value: "a b": must have at most 253 characters and match regex ^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$`,
      `${template}.securityContext.fsGroupChangePolicy: FieldValueNotSupported: Unsupported value: "Never": supported values: "Always", "OnRootMismatch"`,
    ],
  },
  'users of its own beside parts of the node': {
    pod: { hostUsers: false, hostNetwork: true, hostIPC: true },
    causes: [
      `${template}.hostNetwork: FieldValueForbidden: Forbidden: when \`hostUsers\` is false`,
      `${template}.HostIPC: FieldValueForbidden: Forbidden: when \`hostUsers\` is false`,
    ],
  },
  'mounts that cannot be': {
    pod: {
      volumes: [{ name: 'data', emptyDir: {} }],
      ...container({
        volumeMounts: [
          { name: 'data', mountPath: '/a', subPath: '../x' },
          { name: 'data', mountPath: '/b', subPath: '/x', subPathExpr: 'y' },
          { name: 'data', mountPath: '/c', mountPropagation: 'Bidirectional' },
          { name: 'data', mountPath: '/d', recursiveReadOnly: 'Enabled' },
        ],
      }),
    },
    causes: [
      `${template}.containers[0].volumeMounts.subPath: FieldValueInvalid: Invalid value: "../x": must not contain '..'`,
      `${template}.containers[0].volumeMounts.subPath: FieldValueInvalid: Invalid value: "/x": must be a relative path`,
      `${template}.containers[0].volumeMounts[1].subPathExpr: FieldValueInvalid: Invalid value: "y": subPathExpr and subPath are mutually exclusive`,
      `${template}.containers[0].volumeMounts.mountPropagation: FieldValueForbidden: Forbidden: Bidirectional mount propagation is available only to privileged containers`,
      `${template}.containers[0].volumeMounts.recursiveReadOnly: FieldValueForbidden: Forbidden: may only be specified when readOnly is true`,
    ],
  },
  'volumes of two kinds, or of files that cannot be': {
    pod: {
      volumes: [
        { name: 'two', secret: {}, configMap: {} },
        {
          name: 'files',
          configMap: {
            name: 'x',
            defaultMode: 1000,
            items: [
              { key: '', path: '/x' },
              { key: 'k', path: '..x' },
            ],
          },
        },
        { name: 'size', emptyDir: { sizeLimit: '-1' } },
        { name: 'share', nfs: { server: '', path: 'x' } },
        { name: 'driver', csi: { driver: 'a_b' } },
      ],
    },
    causes: [
      `${template}.volumes[0].secret.secretName: FieldValueRequired: Required value`,
      `${template}.volumes[0].configMap: FieldValueForbidden: Forbidden: may not specify more than 1 volume type`,
      `${template}.volumes[1].configMap.defaultMode: FieldValueInvalid: Invalid value: 1000: must be a number between 0 and 0777 (octal), both inclusive`,
      `${template}.volumes[1].configMap.items[0].key: FieldValueRequired: Required value`,
      `${template}.volumes[1].configMap.items[0].path: FieldValueInvalid: Invalid value: "/x": must be a relative path`,
      `${template}.volumes[1].configMap.items[1].path: FieldValueInvalid: Invalid value: "..x": must not start with '..'`,
      `${template}.volumes[2].emptyDir.sizeLimit: FieldValueForbidden: Forbidden: SizeLimit field must be a valid resource quantity`,
      `${template}.volumes[3].nfs.server: FieldValueRequired: Required value`,
      `${template}.volumes[3].nfs.path: FieldValueInvalid: Invalid value: "x": must be an absolute path`,
      `${template}.volumes[4].csi.driver: FieldValueInvalid: Invalid value: "a_b": ${subdomain}`,
    ],
  },
  'files about the Pod that cannot be': {
    pod: {
      volumes: [
        {
          name: 'info',
          downwardAPI: {
            items: [
              { path: 'a' },
              { path: 'b', fieldRef: { fieldPath: 'spec.nodeName' } },
              { path: 'c', resourceFieldRef: { resource: 'limits.cpu' } },
            ],
          },
        },
        {
          name: 'all',
          projected: {
            sources: [
              { secret: { name: '' } },
              { serviceAccountToken: { path: 'token', expirationSeconds: 5 } },
              { configMap: { name: 'x', items: [{ key: 'k', path: 'same' }] } },
              { configMap: { name: 'y', items: [{ key: 'k', path: 'same' }] } },
            ],
          },
        },
      ],
    },
    causes: [
      `${template}.volumes[0].downwardAPI: FieldValueRequired: Required value: one of fieldRef and resourceFieldRef is required`,
      `${template}.volumes[0].downwardAPI.fieldRef.fieldPath: FieldValueNotSupported: Unsupported value: "spec.nodeName": supported values: "metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid"`,
      `${template}.volumes[0].downwardAPI.resourceFieldRef.containerName: FieldValueRequired: Required value`,
      `${template}.volumes[1].projected.sources[0].secret.name: FieldValueRequired: Required value`,
      `${template}.volumes[1].projected.sources[1].serviceAccountToken.expirationSeconds: FieldValueInvalid: Invalid value: 5: may not specify a duration less than 10 minutes`,
      `${template}.volumes[1].projected: FieldValueInvalid: Invalid value: "y": conflicting duplicate paths`,
    ],
  },
  'environment variables from nowhere': {
    pod: container({
      env: [
        { name: 'KEY', valueFrom: { fieldRef: { fieldPath: "metadata.labels['a b']" } } },
        {
          name: 'VERSION',
          valueFrom: { fieldRef: { apiVersion: 'v2', fieldPath: 'metadata.name' } },
        },
        { name: 'RESOURCE', valueFrom: { resourceFieldRef: { resource: 'limits.gpu' } } },
        {
          name: 'DIVISOR',
          valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '3' } },
        },
        { name: 'SECRET', valueFrom: { secretKeyRef: { name: 's', key: 'a b' } } },
      ],
      envFrom: [{ configMapRef: { name: 'A' } }],
    }),
    causes: [
      `${template}.containers[0].env[0].valueFrom.fieldRef: FieldValueInvalid: Invalid value: "a b": name part ${keyRule}`,
      `${template}.containers[0].env[1].valueFrom.fieldRef.fieldPath: FieldValueInvalid: Invalid value: "metadata.name": error converting fieldPath: unsupported pod version: v2`,
      `${template}.containers[0].env[2].valueFrom.resourceFieldRef.resource: FieldValueNotSupported: Unsupported value: "limits.gpu": supported values: "limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu", "requests.ephemeral-storage", "requests.memory"`,
      `${template}.containers[0].env[3].valueFrom.resourceFieldRef.divisor: FieldValueInvalid: Invalid value: "limits.cpu": only divisor's values 1m and 1 are supported with the cpu resource`,
      `${template}.containers[0].env[4].valueFrom.secretKeyRef.key: FieldValueInvalid: Invalid value: "a b": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')`,
      `${template}.containers[0].envFrom[0].configMapRef.name: FieldValueInvalid: Invalid value: "A": ${subdomain}`,
    ],
  },
  'hooks and probes that cannot be': {
    pod: container({
      lifecycle: { preStop: { sleep: { seconds: 40 } } },
      livenessProbe: { httpGet: { port: 80, httpHeaders: [{ name: 'a b', value: 'x' }] } },
    }),
    causes: [
      `${template}.containers[0].lifecycle.preStop.sleep: FieldValueInvalid: Invalid value: 40: must be non-negative and less than terminationGracePeriodSeconds (30)`,
      `${template}.containers[0].livenessProbe.httpGet.httpHeaders: FieldValueInvalid: Invalid value: "a b": a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')`,
    ],
  },
  'amounts that are no whole pages, and a resize that cannot be': {
    pod: container({
      resources: { limits: { cpu: '1', 'hugepages-2Mi': '3Mi' } },
      resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'Never' }],
    }),
    causes: [
      `${template}.containers[0].resources.limits[hugepages-2Mi]: FieldValueInvalid: Invalid value: "3Mi": 3Mi is not positive integer multiple of hugepages-2Mi`,
      `${template}.containers[0].resizePolicy: FieldValueNotSupported: Unsupported value: "Never": supported values: "NotRequired", "RestartContainer"`,
    ],
  },
  'name servers that cannot be': {
    pod: {
      dnsPolicy: 'None',
      dnsConfig: {
        nameservers: ['1.1.1.1', '::1', 'one.one', '1.1.1.256'],
        searches: ['.', 'a_b.c', 'A'],
        options: [{ name: '' }],
      },
    },
    causes: [
      `${template}.dnsConfig.nameservers: FieldValueInvalid: Invalid value: ["1.1.1.1","::1","one.one","1.1.1.256"]: must not have more than 3 nameservers`,
      `${template}.dnsConfig.nameservers[2]: FieldValueInvalid: Invalid value: "one.one": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)`,
      `${template}.dnsConfig.nameservers[3]: FieldValueInvalid: Invalid value: "1.1.1.256": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)`,
      `${template}.dnsConfig.searches[2]: FieldValueInvalid: Invalid value: "A": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\\._?[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*')`,
      `${template}.dnsConfig.options[0]: FieldValueRequired: Required value: must not be empty`,
    ],
  },
  'no name servers': {
    pod: { dnsPolicy: 'None' },
    causes: [
      `${template}.dnsConfig: FieldValueRequired: Required value: must provide \`dnsConfig\` when \`dnsPolicy\` is None`,
    ],
  },
  'aliases and gates that cannot be': {
    pod: {
      hostAliases: [{ ip: 'here', hostnames: ['A'] }],
      readinessGates: [{ conditionType: 'a b' }],
      schedulingGates: [{ name: 'x' }, { name: 'x' }],
    },
    causes: [
      `${template}.readinessGates[0].conditionType: FieldValueInvalid: Invalid value: "a b": name part ${keyRule}`,
      `${template}.schedulingGates[1]: FieldValueDuplicate: Duplicate value: "x"`,
      `${template}.hostAliases[0].ip: FieldValueInvalid: Invalid value: "here": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)`,
      `${template}.hostAliases[0].hostnames[0]: FieldValueInvalid: Invalid value: "A": ${subdomain}`,
    ],
  },
  'an operating system and an overhead that do not exist': {
    pod: { os: { name: 'plan9' }, overhead: { speed: '1' } },
    causes: [
      `${template}.overhead.limits[speed]: FieldValueInvalid: Invalid value: "speed": must be a standard resource type or fully qualified`,
      `${template}.overhead.limits[speed]: FieldValueInvalid: Invalid value: "speed": must be a standard resource for containers`,
      `${template}.os: FieldValueNotSupported: Unsupported value: "plan9": supported values: "linux", "windows"`,
    ],
  },
  'a spread that cannot be': {
    pod: {
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: 'zone',
          whenUnsatisfiable: 'ScheduleAnyway',
          minDomains: 0,
          nodeTaintsPolicy: 'Heed',
          matchLabelKeys: ['a'],
        },
      ],
    },
    causes: [
      `${template}.topologySpreadConstraints[0].minDomains: FieldValueInvalid: Invalid value: 0: must be greater than zero`,
      `${template}.topologySpreadConstraints[0].minDomains: FieldValueInvalid: Invalid value: 0: can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ScheduleAnyway`,
      `${template}.topologySpreadConstraints[0].nodeTaintsPolicy: FieldValueNotSupported: Unsupported value: "Heed": supported values: "Honor", "Ignore"`,
      `${template}.topologySpreadConstraints[0].matchLabelKeys: FieldValueForbidden: Forbidden: must not be specified when labelSelector is not set`,
    ],
  },
  'affinity to Pods that cannot be': {
    pod: {
      affinity: {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            {
              topologyKey: 'zone',
              namespaces: ['A'],
              labelSelector: {},
              matchLabelKeys: ['a'],
              mismatchLabelKeys: ['a', 'b c'],
            },
          ],
        },
      },
    },
    causes: [
      `${template}.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].namespace: FieldValueInvalid: Invalid value: "A": ${label}`,
      `${template}.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].mismatchLabelKeys[1]: FieldValueInvalid: Invalid value: "b c": name part ${keyRule}`,
      `${template}.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].matchLabelKeys[0]: FieldValueInvalid: Invalid value: "a": exists in both matchLabelKeys and mismatchLabelKeys`,
    ],
  },
  'ephemeral containers': {
    pod: { ephemeralContainers: [{ name: 'debug', image: image('1') }] },
    causes: [
      `${template}.ephemeralContainers: FieldValueForbidden: Forbidden: ephemeral containers not allowed in pod template`,
    ],
  },
}

export const invalidPods: readonly Scenario[] = refusals(cases)
