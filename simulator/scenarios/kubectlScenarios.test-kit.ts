import { type Kubectl, transcript } from './kubectl.test-kit.ts'
import { rolloutTranscripts } from './kubectlRollouts.test-kit.ts'
import type { Scenario } from './scenario.test-kit.ts'

const transcripts: Readonly<Record<string, string>> = {
  'get, with its forms of output and selection': `
$ kubectl create -f - < first
daemonset.apps/agent created
$ kubectl rollout status ds/agent
daemon set "agent" successfully rolled out
$ kubectl get ds
NAME  DESIRED  CURRENT  READY  UP-TO-DATE  AVAILABLE  NODE SELECTOR  AGE
agent  2  2  2  2  2  scenario=NS  AGE
$ kubectl get ds agent -o wide
NAME  DESIRED  CURRENT  READY  UP-TO-DATE  AVAILABLE  NODE SELECTOR  AGE  CONTAINERS  IMAGES  SELECTOR
agent  2  2  2  2  2  scenario=NS  AGE  main  registry.example/agent:1  app=agent
$ kubectl get ds -o name -l app=agent
$ kubectl get ds -l app!=agent
NAME  DESIRED  CURRENT  READY  UP-TO-DATE  AVAILABLE  NODE SELECTOR  AGE
agent  2  2  2  2  2  scenario=NS  AGE
$ kubectl get ds agent -o jsonpath={.status.numberReady}
2
$ kubectl get pods -o wide --field-selector spec.nodeName=NS-a
NAME  READY  STATUS  RESTARTS  AGE  IP  NODE  NOMINATED NODE  READINESS GATES
agent-POD  1/1  Running  0  AGE  IP  NS-a  <none>  <none>
$ kubectl get ds,pods --show-labels
NAME  DESIRED  CURRENT  READY  UP-TO-DATE  AVAILABLE  NODE SELECTOR  AGE  LABELS
daemonset.apps/agent  2  2  2  2  2  scenario=NS  AGE  <none>
NAME  READY  STATUS  RESTARTS  AGE  LABELS
pod/agent-POD  1/1  Running  0  AGE  app=agent,controller-revision-hash=HASH,pod-template-generation=1
pod/agent-POD  1/1  Running  0  AGE  app=agent,controller-revision-hash=HASH,pod-template-generation=1
$ kubectl get node NS-a
NAME  STATUS  ROLES  AGE  VERSION
NS-a  Ready  <none>  AGE  v1.36.3
$ kubectl get ns NS
NAME  STATUS  AGE
NS  Active  AGE
$ kubectl get ds other
Error from server (NotFound): daemonsets.apps "other" not found
exit code 1
$ kubectl get daemonsetz
error: the server doesn't have a resource type "daemonsetz"
exit code 1
$ kubectl get controllerrevisions
NAME  CONTROLLER  REVISION  AGE
agent-HASH  daemonset.apps/agent  1  AGE
$ kubectl get ds agent -o yaml
apiVersion: apps/v1
kind: DaemonSet
metadata:
  annotations:
  deprecated.daemonset.template.generation: "1"
  creationTimestamp: "TIME"
  generation: 1
  name: agent
  namespace: NS
  resourceVersion: VERSION
  uid: UID
spec:
  revisionHistoryLimit: 10
  selector:
  matchLabels:
  app: agent
  template:
  metadata:
  labels:
  app: agent
  spec:
  containers:
  - image: registry.example/agent:1
  imagePullPolicy: IfNotPresent
  name: main
  resources: {}
  terminationMessagePath: /dev/termination-log
  terminationMessagePolicy: File
  dnsPolicy: ClusterFirst
  nodeSelector:
  scenario: NS
  restartPolicy: Always
  schedulerName: default-scheduler
  securityContext: {}
  terminationGracePeriodSeconds: 30
  updateStrategy:
  rollingUpdate:
  maxSurge: 0
  maxUnavailable: 1
  type: RollingUpdate
status:
  currentNumberScheduled: 2
  desiredNumberScheduled: 2
  numberAvailable: 2
  numberMisscheduled: 0
  numberReady: 2
  observedGeneration: 1
  updatedNumberScheduled: 2
$ kubectl get pods -A --field-selector spec.nodeName=NS-b
NAMESPACE  NAME  READY  STATUS  RESTARTS  AGE
NS  agent-POD  1/1  Running  0  AGE
$ kubectl get ds agent -w --request-timeout=2s
NAME  DESIRED  CURRENT  READY  UP-TO-DATE  AVAILABLE  NODE SELECTOR  AGE
agent  2  2  2  2  2  scenario=NS  AGE
`,
  'create and apply': String.raw`
$ kubectl create -f - < first
daemonset.apps/agent created
$ kubectl create -f - < first
Error from server (AlreadyExists): error when creating "STDIN": daemonsets.apps "agent" already exists
exit code 1
$ kubectl create -f - < broken
The DaemonSet "agent" is invalid: spec.minReadySeconds: Invalid value: -1: must be greater than or equal to 0
exit code 1
$ kubectl apply -f - < misspelt
Warning: resource daemonsets/agent is missing the kubectl.kubernetes.io/last-applied-configuration annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.
The request is invalid: patch: Invalid value: "map[metadata:map[annotations:map[kubectl.kubernetes.io/last-applied-configuration:{\"apiVersion\":\"apps/v1\",\"kind\":\"DaemonSet\",\"metadata\":{\"annotations\":{},\"name\":\"agent\",\"namespace\":\"NS\"},\"spec\":{\"minReady\":1,\"selector\":{\"matchLabels\":{\"app\":\"agent\"}},\"template\":{\"metadata\":{\"labels\":{\"app\":\"agent\"}},\"spec\":{\"containers\":[{\"image\":\"registry.example/agent:1\",\"name\":\"main\"}],\"nodeSelector\":{\"scenario\":\"NS\"}}}}}\n]] spec:map[minReady:1]]": strict decoding error: unknown field "spec.minReady"
exit code 1
$ kubectl apply -f - < first
daemonset.apps/agent configured
Warning: resource daemonsets/agent is missing the kubectl.kubernetes.io/last-applied-configuration annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.
$ kubectl apply -f - < first
daemonset.apps/agent unchanged
$ kubectl apply -f - < second
daemonset.apps/agent configured
$ kubectl apply -f - --dry-run=server < first
daemonset.apps/agent configured (server dry run)
$ kubectl apply -f - --dry-run=client < first
daemonset.apps/agent configured (dry run)
`,
  'label, annotate, taint, cordon and uncordon': `
$ kubectl create -f - < first
daemonset.apps/agent created
$ kubectl label node NS-a disk=ssd
node/NS-a labeled
$ kubectl label node NS-a disk=hdd
error: 'disk' already has a value (ssd), and --overwrite is false
exit code 1
$ kubectl label node NS-a disk=hdd --overwrite
node/NS-a labeled
$ kubectl label node NS-a disk-
node/NS-a unlabeled
$ kubectl annotate ds agent owner=me
daemonset.apps/agent annotated
$ kubectl taint node NS-a maintenance=now:NoSchedule
node/NS-a tainted
$ kubectl taint node NS-a maintenance=now:NoSchedule
error: node NS-a already has maintenance taint(s) with same effect(s) and --overwrite is false
exit code 1
$ kubectl taint node NS-a maintenance:NoSchedule-
node/NS-a untainted
$ kubectl taint node NS-a maintenance:NoSchedule-
error: taint "maintenance:NoSchedule" not found
exit code 1
$ kubectl cordon NS-b
node/NS-b cordoned
$ kubectl cordon NS-b
node/NS-b already cordoned
$ kubectl get node NS-b
NAME  STATUS  ROLES  AGE  VERSION
NS-b  Ready,SchedulingDisabled  <none>  AGE  v1.36.3
$ kubectl uncordon NS-b
node/NS-b uncordoned
`,
  ...rolloutTranscripts,
}

/** @param kubectl called when a scenario plays */
export const kubectlScenarios = (kubectl: () => Kubectl): readonly Scenario[] =>
  Object.entries(transcripts).map(([title, text]) => transcript(title, text, kubectl))
