// Keeper starts the processes of one control plane and sees to it that none of them outlives the
// program that asked for them. It obeys lines of JSON on its standard input and reports on its
// standard output. When the input ends, which the operating system guarantees even if the asking
// program is killed with SIGKILL, it kills everything it started, removes the folder it was given,
// and exits.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"syscall"
)

type order struct {
	Op     string   `json:"op"` // "start" or "signal"
	ID     string   `json:"id"`
	Argv   []string `json:"argv"`
	Dir    string   `json:"dir"`
	Log    string   `json:"log"`
	Signal string   `json:"signal"`
}

type report struct {
	Event  string `json:"event"` // "started", "exited" or "failed"
	ID     string `json:"id"`
	PID    int    `json:"pid,omitempty"`
	Detail string `json:"detail,omitempty"`
}

type ending struct {
	id     string
	pid    int
	detail string
}

var signals = map[string]syscall.Signal{
	"TERM": syscall.SIGTERM,
	"KILL": syscall.SIGKILL,
	"STOP": syscall.SIGSTOP,
	"CONT": syscall.SIGCONT,
}

func init() {
	// On Linux a child dies with the thread that started it (see procattr_linux.go): every child is
	// started by the main thread, which lives as long as the keeper.
	runtime.LockOSThread()
}

func main() {
	remove := flag.String("remove", "", "a folder to remove at the end")
	flag.Parse()
	// Ctrl-C reaches the whole terminal; the asking program decides what it means. A report that
	// nobody reads any more must not end the keeper before its children.
	signal.Ignore(syscall.SIGINT, syscall.SIGHUP, syscall.SIGPIPE)
	terminate := make(chan os.Signal, 1)
	signal.Notify(terminate, syscall.SIGTERM)

	k := keeper{running: map[string]int{}, endings: make(chan ending)}
	k.obey(readOrders(), terminate)
	k.killAll()
	if *remove != "" {
		_ = os.RemoveAll(*remove)
	}
}

func readOrders() <-chan order {
	orders := make(chan order)
	go func() {
		defer close(orders)
		lines := bufio.NewScanner(os.Stdin)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			var o order
			if err := json.Unmarshal(lines.Bytes(), &o); err != nil {
				say(report{Event: "failed", Detail: err.Error()})
				continue
			}
			orders <- o
		}
	}()
	return orders
}

type keeper struct {
	running map[string]int // by id: the process, which leads a group of the same number
	endings chan ending
}

func (k *keeper) obey(orders <-chan order, terminate <-chan os.Signal) {
	for {
		select {
		case o, open := <-orders:
			if !open {
				return
			}
			if err := k.carryOut(o); err != nil {
				say(report{Event: "failed", ID: o.ID, Detail: err.Error()})
			}
		case e := <-k.endings:
			k.bury(e)
		case <-terminate:
			return
		}
	}
}

func (k *keeper) carryOut(o order) error {
	switch o.Op {
	case "start":
		return k.start(o)
	case "signal":
		sig, known := signals[o.Signal]
		if !known {
			return fmt.Errorf("unknown signal %q", o.Signal)
		}
		if pid, running := k.running[o.ID]; running {
			return syscall.Kill(-pid, sig)
		}
		return nil
	default:
		return fmt.Errorf("unknown op %q", o.Op)
	}
}

func (k *keeper) start(o order) error {
	if _, running := k.running[o.ID]; running || len(o.Argv) == 0 {
		return fmt.Errorf("%s runs already, or its command is empty", o.ID)
	}
	log, err := os.OpenFile(o.Log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()
	cmd := exec.Command(o.Argv[0], o.Argv[1:]...)
	cmd.Dir, cmd.Stdout, cmd.Stderr, cmd.SysProcAttr = o.Dir, log, log, procAttr()
	if err := cmd.Start(); err != nil {
		return err
	}
	k.running[o.ID] = cmd.Process.Pid
	say(report{Event: "started", ID: o.ID, PID: cmd.Process.Pid})
	go func() {
		_ = cmd.Wait()
		k.endings <- ending{o.ID, cmd.Process.Pid, cmd.ProcessState.String()}
	}()
	return nil
}

func (k *keeper) bury(e ending) {
	delete(k.running, e.id)
	say(report{Event: "exited", ID: e.id, PID: e.pid, Detail: e.detail})
}

func (k *keeper) killAll() {
	for _, pid := range k.running {
		_ = syscall.Kill(-pid, syscall.SIGKILL)
	}
	for len(k.running) > 0 {
		k.bury(<-k.endings)
	}
}

func say(r report) {
	line, _ := json.Marshal(r)
	_, _ = os.Stdout.Write(append(line, '\n'))
}
