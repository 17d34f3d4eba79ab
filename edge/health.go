package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/caddyserver/caddy/v2"
	caddycmd "github.com/caddyserver/caddy/v2/cmd"
)

// The image has no shell and no wget, so the program itself is its health check. It asks the inner socket, which exists
// only when every listener of the configuration could be opened, and leaves the app out: a pause of the app is not the
// edge's.
var health = caddycmd.Command{
	Name:  "health",
	Short: "Exits with 0 when the running edge answers",
	Func: func(caddycmd.Flags) (int, error) {
		if err := askInnerSocket(); err != nil {
			return caddy.ExitCodeFailedStartup, err
		}
		return caddy.ExitCodeSuccess, nil
	},
}

func askInnerSocket() error {
	socket := filepath.Join(valueOf("EDGE_RUN", "/run"), "edge-inner.sock")
	client := http.Client{
		Timeout: 3 * time.Second,
		Transport: &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, "unix", socket)
		}},
	}
	answer, err := client.Get("http://" + valueOf("PUBLIC_HOST", "edge.internal") + "/edge-health")
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusNoContent {
		return fmt.Errorf("the edge answers %s", answer.Status)
	}
	return nil
}

func valueOf(name, otherwise string) string {
	if value, found := os.LookupEnv(name); found {
		return value
	}
	return otherwise
}
