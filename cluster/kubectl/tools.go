//go:build tools

// Package kubectl pins kubectl's source: importing the main makes `go mod tidy` keep everything
// that building it needs.
package kubectl

import _ "k8s.io/kubernetes/cmd/kubectl"
