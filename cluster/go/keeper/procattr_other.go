//go:build !linux

package main

import "syscall"

// A child leads a process group of its own, so that its children can be killed with it.
func procAttr() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true}
}
