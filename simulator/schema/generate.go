// Writes schema.json: the fields of the API types that the simulated cluster takes, by reflection over k8s.io/api.
// By hand, when Kubernetes' version changes: cd simulator/schema && go run . > schema.json
//
// Each type is one entry: the kind behind a named text or number, or the fields of a struct. A field is its type, with
// `?` where Go leaves it out when it is empty, with `@` its number in protobuf, and after blanks its patch merge key and
// patch strategy, where it has them. A field that is written in place in JSON, but is a message of its own in protobuf,
// stands as `*` and its number.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"sort"
	"strings"

	apps "k8s.io/api/apps/v1"
	authentication "k8s.io/api/authentication/v1"
	authorization "k8s.io/api/authorization/v1"
	batch "k8s.io/api/batch/v1"
	coordination "k8s.io/api/coordination/v1"
	core "k8s.io/api/core/v1"
	events "k8s.io/api/events/v1"
	policy "k8s.io/api/policy/v1"
	rbac "k8s.io/api/rbac/v1"
	scheduling "k8s.io/api/scheduling/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// Types that read themselves.
var special = map[reflect.Type]string{
	reflect.TypeFor[meta.Time]():            "time",
	reflect.TypeFor[meta.MicroTime]():       "microTime",
	reflect.TypeFor[meta.FieldsV1]():        "any",
	reflect.TypeFor[runtime.RawExtension](): "any",
	reflect.TypeFor[resource.Quantity]():    "quantity",
	reflect.TypeFor[intstr.IntOrString]():   "intOrString",
	reflect.TypeFor[[]byte]():               "bytes",
}

var roots = map[string]any{
	"apps/v1 ControllerRevision":                          apps.ControllerRevision{},
	"apps/v1 ControllerRevisionList":                      apps.ControllerRevisionList{},
	"apps/v1 DaemonSet":                                   apps.DaemonSet{},
	"apps/v1 DaemonSetList":                               apps.DaemonSetList{},
	"apps/v1 Deployment":                                  apps.Deployment{},
	"apps/v1 DeploymentList":                              apps.DeploymentList{},
	"apps/v1 ReplicaSet":                                  apps.ReplicaSet{},
	"apps/v1 ReplicaSetList":                              apps.ReplicaSetList{},
	"apps/v1 StatefulSet":                                 apps.StatefulSet{},
	"apps/v1 StatefulSetList":                             apps.StatefulSetList{},
	"authentication.k8s.io/v1 SelfSubjectReview":          authentication.SelfSubjectReview{},
	"authorization.k8s.io/v1 SelfSubjectAccessReview":     authorization.SelfSubjectAccessReview{},
	"authorization.k8s.io/v1 SelfSubjectRulesReview":      authorization.SelfSubjectRulesReview{},
	"batch/v1 Job":                                        batch.Job{},
	"batch/v1 JobList":                                    batch.JobList{},
	"coordination.k8s.io/v1 Lease":                        coordination.Lease{},
	"coordination.k8s.io/v1 LeaseList":                    coordination.LeaseList{},
	"events.k8s.io/v1 Event":                              events.Event{},
	"events.k8s.io/v1 EventList":                          events.EventList{},
	"meta.k8s.io/v1 PartialObjectMetadata":                meta.PartialObjectMetadata{},
	"meta.k8s.io/v1 PartialObjectMetadataList":            meta.PartialObjectMetadataList{},
	"policy/v1 Eviction":                                  policy.Eviction{},
	"rbac.authorization.k8s.io/v1 ClusterRole":            rbac.ClusterRole{},
	"rbac.authorization.k8s.io/v1 ClusterRoleBinding":     rbac.ClusterRoleBinding{},
	"rbac.authorization.k8s.io/v1 ClusterRoleBindingList": rbac.ClusterRoleBindingList{},
	"rbac.authorization.k8s.io/v1 ClusterRoleList":        rbac.ClusterRoleList{},
	"rbac.authorization.k8s.io/v1 Role":                   rbac.Role{},
	"rbac.authorization.k8s.io/v1 RoleBinding":            rbac.RoleBinding{},
	"rbac.authorization.k8s.io/v1 RoleBindingList":        rbac.RoleBindingList{},
	"rbac.authorization.k8s.io/v1 RoleList":               rbac.RoleList{},
	"scheduling.k8s.io/v1 PriorityClass":                  scheduling.PriorityClass{},
	"scheduling.k8s.io/v1 PriorityClassList":              scheduling.PriorityClassList{},
	"v1 Binding":                                          core.Binding{},
	"v1 ConfigMap":                                        core.ConfigMap{},
	"v1 ConfigMapList":                                    core.ConfigMapList{},
	"v1 DeleteOptions":                                    meta.DeleteOptions{},
	"v1 Event":                                            core.Event{},
	"v1 EventList":                                        core.EventList{},
	"v1 LimitRange":                                       core.LimitRange{},
	"v1 LimitRangeList":                                   core.LimitRangeList{},
	"v1 Namespace":                                        core.Namespace{},
	"v1 NamespaceList":                                    core.NamespaceList{},
	"v1 Node":                                             core.Node{},
	"v1 NodeList":                                         core.NodeList{},
	"v1 Pod":                                              core.Pod{},
	"v1 PodList":                                          core.PodList{},
	"v1 ResourceQuota":                                    core.ResourceQuota{},
	"v1 ResourceQuotaList":                                core.ResourceQuotaList{},
	"v1 ServiceAccount":                                   core.ServiceAccount{},
	"v1 ServiceAccountList":                               core.ServiceAccountList{},
	"v1 Status":                                           meta.Status{},
}

var types = map[string]any{}

// The type's name here: elements and keys as Go writes them, packages by their group, pointers as what they point to.
func name(t reflect.Type) string {
	if known, ok := special[t]; ok {
		return known
	}
	switch t.Kind() {
	case reflect.Pointer:
		return name(t.Elem())
	case reflect.Slice:
		return "[]" + name(t.Elem())
	case reflect.Map:
		return "map:" + name(t.Elem())
	case reflect.Interface:
		return "any"
	}
	if t.PkgPath() == "" {
		return t.Kind().String()
	}
	parts := strings.Split(t.PkgPath(), "/")
	place := parts[len(parts)-1]
	if place == "v1" {
		place = parts[len(parts)-2]
	}
	id := place + "." + t.Name()
	if _, ok := types[id]; !ok {
		types[id] = nil
		if t.Kind() == reflect.Struct {
			types[id] = fields(t)
		} else {
			types[id] = t.Kind().String()
		}
	}
	return id
}

func fields(t reflect.Type) map[string]string {
	found := map[string]string{}
	for i := range t.NumField() {
		f := t.Field(i)
		key, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if key == "-" || !f.IsExported() {
			continue
		}
		if strings.Contains(options, "inline") || (f.Anonymous && key == "") {
			for inner, described := range fields(f.Type) {
				found[inner] = withoutNumber(described)
			}
			if number(f) != "" {
				found["*"+number(f)] = name(f.Type)
			}
			continue
		}
		described := name(f.Type)
		if strings.Contains(options, "omitempty") && f.Type.Kind() != reflect.Pointer && f.Type.Kind() != reflect.Struct {
			described += "?"
		}
		if number(f) != "" {
			described += "@" + number(f)
		}
		strategy := f.Tag.Get("patchStrategy")
		if strategy != "" {
			described += " " + f.Tag.Get("patchMergeKey") + " " + strategy
		}
		found[key] = described
	}
	return found
}

// The field's number in protobuf; empty where it has none.
func number(f reflect.StructField) string {
	parts := strings.Split(f.Tag.Get("protobuf"), ",")
	if len(parts) < 2 {
		return ""
	}
	return parts[1]
}

// Fields of an inner message have their numbers there; TypeMeta is not written at all.
func withoutNumber(described string) string {
	before, after, found := strings.Cut(described, "@")
	if !found {
		return described
	}
	return before + strings.TrimLeft(after, "0123456789")
}

func main() {
	kinds := map[string]string{}
	for kind, object := range roots {
		kinds[kind] = name(reflect.TypeOf(object))
	}
	lines := []string{line("kinds", kinds)}
	ids := make([]string, 0, len(types))
	for id := range types {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	for _, id := range ids {
		lines = append(lines, line(id, types[id]))
	}
	fmt.Printf("{\n%s\n}\n", strings.Join(lines, ",\n"))
}

func line(key string, value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return fmt.Sprintf("  %q: %s", key, text)
}
