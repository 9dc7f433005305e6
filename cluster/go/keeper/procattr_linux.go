package main

import "syscall"

// A child leads a process group of its own, so that its children can be killed with it, and dies
// even if the keeper itself is killed.
func procAttr() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}
