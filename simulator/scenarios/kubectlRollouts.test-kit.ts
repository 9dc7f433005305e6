/** What kubectl says of rollouts, deletions, rights, and where it describes. */
export const rolloutTranscripts: Readonly<Record<string, string>> = {
  'patch, set image and rollout': `
$ kubectl create -f - < first
daemonset.apps/agent created
$ kubectl rollout status ds/agent
daemon set "agent" successfully rolled out
$ kubectl set image ds/agent main=registry.example/agent:2
daemonset.apps/agent image updated
$ kubectl rollout status ds/agent
daemon set "agent" successfully rolled out
$ kubectl rollout history ds/agent
daemonset.apps/agent
REVISION  CHANGE-CAUSE
1  <none>
2  <none>
$ kubectl rollout history ds/agent --revision=2
daemonset.apps/agent with revision #2
Pod Template:
  Labels:	app=agent
  Containers:
  main:
  Image:	registry.example/agent:2
  Port:	<none>
  Host Port:	<none>
  Environment:	<none>
  Mounts:	<none>
  Volumes:	<none>
  Node-Selectors:	scenario=NS
  Tolerations:	<none>
$ kubectl rollout undo ds/agent
daemonset.apps/agent rolled back
$ kubectl rollout status ds/agent
daemon set "agent" successfully rolled out
$ kubectl rollout history ds/agent
daemonset.apps/agent
REVISION  CHANGE-CAUSE
2  <none>
3  <none>
$ kubectl rollout undo ds/agent --to-revision=9
error: unable to find specified revision 9 in history
exit code 1
$ kubectl rollout restart ds/agent
daemonset.apps/agent restarted
$ kubectl rollout status ds/agent
daemon set "agent" successfully rolled out
$ kubectl patch ds agent -p {"spec":{"minReadySeconds":1}}
daemonset.apps/agent patched
$ kubectl patch ds agent --type=merge -p {"spec":{"minReadySeconds":1}}
daemonset.apps/agent patched (no change)
$ kubectl patch ds agent --type=json -p [{"op":"replace","path":"/spec/minReadySeconds","value":-2}]
The DaemonSet "agent" is invalid: spec.minReadySeconds: Invalid value: -2: must be greater than or equal to 0
exit code 1
$ kubectl patch ds agent -p {"spec":{"updateStrategy":{"type":"OnDelete","rollingUpdate":null}}}
daemonset.apps/agent patched
$ kubectl rollout status ds/agent
error: rollout status is only available for RollingUpdate strategy type
exit code 1
`,
  'delete, with each cascade': `
$ kubectl create -f - < first
daemonset.apps/agent created
$ kubectl rollout status ds/agent
daemon set "agent" successfully rolled out
$ kubectl delete ds agent --cascade=orphan
daemonset.apps "agent" deleted from NS namespace
$ kubectl get ds,pods -o name
pod/agent-POD
pod/agent-POD
$ kubectl create -f - < first
daemonset.apps/agent created
$ kubectl rollout status ds/agent
daemon set "agent" successfully rolled out
$ kubectl delete ds agent --cascade=foreground
daemonset.apps "agent" deleted from NS namespace
$ kubectl get ds,pods
No resources found in NS namespace.
$ kubectl create -f - < first
daemonset.apps/agent created
$ kubectl delete ds agent
daemonset.apps "agent" deleted from NS namespace
$ kubectl delete ds agent
Error from server (NotFound): daemonsets.apps "agent" not found
exit code 1
$ kubectl delete ds agent --ignore-not-found
`,
  describe: `
$ kubectl create -f - < first
daemonset.apps/agent created
$ kubectl rollout status ds/agent
daemon set "agent" successfully rolled out
$ kubectl logs ds/agent --tail=0
Found 2 pods, using pod/agent-POD
$ kubectl get ds agent -o json
{
  "apiVersion": "apps/v1",
  "kind": "DaemonSet",
  "metadata": {
  "annotations": {
  "deprecated.daemonset.template.generation": "1"
  },
  "creationTimestamp": "TIME",
  "generation": 1,
  "name": "agent",
  "namespace": "NS",
  "resourceVersion": VERSION,
  "uid": "UID"
  },
  "spec": {
  "revisionHistoryLimit": 10,
  "selector": {
  "matchLabels": {
  "app": "agent"
  }
  },
  "template": {
  "metadata": {
  "labels": {
  "app": "agent"
  }
  },
  "spec": {
  "containers": [
  {
  "image": "registry.example/agent:1",
  "imagePullPolicy": "IfNotPresent",
  "name": "main",
  "resources": {},
  "terminationMessagePath": "/dev/termination-log",
  "terminationMessagePolicy": "File"
  }
  ],
  "dnsPolicy": "ClusterFirst",
  "nodeSelector": {
  "scenario": "NS"
  },
  "restartPolicy": "Always",
  "schedulerName": "default-scheduler",
  "securityContext": {},
  "terminationGracePeriodSeconds": 30
  }
  },
  "updateStrategy": {
  "rollingUpdate": {
  "maxSurge": 0,
  "maxUnavailable": 1
  },
  "type": "RollingUpdate"
  }
  },
  "status": {
  "currentNumberScheduled": 2,
  "desiredNumberScheduled": 2,
  "numberAvailable": 2,
  "numberMisscheduled": 0,
  "numberReady": 2,
  "observedGeneration": 1,
  "updatedNumberScheduled": 2
  }
}
$ kubectl describe ds agent
Name:  agent
Namespace:  NS
Selector:  app=agent
Node-Selector:  scenario=NS
Labels:  <none>
Annotations:  deprecated.daemonset.template.generation: 1
Desired Number of Nodes Scheduled: 2
Current Number of Nodes Scheduled: 2
Number of Nodes Scheduled with Up-to-date Pods: 2
Number of Nodes Scheduled with Available Pods: 2
Number of Nodes Misscheduled: 0
Pods Status:  2 Running / 0 Waiting / 0 Succeeded / 0 Failed
Pod Template:
  Labels:  app=agent
  Containers:
  main:
  Image:  registry.example/agent:1
  Port:  <none>
  Host Port:  <none>
  Environment:  <none>
  Mounts:  <none>
  Volumes:  <none>
  Node-Selectors:  scenario=NS
  Tolerations:  <none>
Events:
  Type  Reason  Age  From  Message
  ----  ------  ----  ----  -------
  Normal  SuccessfulCreate  AGE  daemonset-controller  Created pod: agent-POD
  Normal  SuccessfulCreate  AGE  daemonset-controller  Created pod: agent-POD
`,
  'auth can-i and refusals': `
$ kubectl auth can-i create ds --context viewer
no
exit code 1
$ kubectl auth can-i list ds --context viewer
yes
$ kubectl auth can-i patch nodes --context editor
no
Warning: resource 'nodes' is not namespace scoped
exit code 1
$ kubectl auth can-i --list --context nobody
Resources  Non-Resource URLs  Resource Names  Verbs
selfsubjectreviews.authentication.k8s.io  []  []  [create]
selfsubjectaccessreviews.authorization.k8s.io  []  []  [create]
selfsubjectrulesreviews.authorization.k8s.io  []  []  [create]
  [/api/*]  []  [get]
  [/api]  []  [get]
  [/apis/*]  []  [get]
  [/apis]  []  [get]
  [/healthz]  []  [get]
  [/healthz]  []  [get]
  [/livez]  []  [get]
  [/livez]  []  [get]
  [/openapi/*]  []  [get]
  [/openapi]  []  [get]
  [/readyz]  []  [get]
  [/readyz]  []  [get]
  [/version/]  []  [get]
  [/version/]  []  [get]
  [/version]  []  [get]
  [/version]  []  [get]
$ kubectl auth whoami --context viewer
ATTRIBUTE  VALUE
Username  viewer
Groups  [system:authenticated]
$ kubectl create -f - --context viewer < first
Error from server (Forbidden): error when creating "STDIN": daemonsets.apps is forbidden: User "viewer" cannot create resource "daemonsets" in API group "apps" in the namespace "NS"
exit code 1
$ kubectl get pods --context nobody
Error from server (Forbidden): pods is forbidden: User "nobody" cannot list resource "pods" in API group "" in the namespace "NS"
exit code 1
$ kubectl label node NS-a x=y --context editor
Error from server (Forbidden): nodes "NS-a" is forbidden: User "editor" cannot patch resource "nodes" in API group "" at the cluster scope
exit code 1
$ kubectl logs nothing
error: error from server (NotFound): pods "nothing" not found in namespace "NS"
exit code 1
`,
}
