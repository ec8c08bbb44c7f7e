module lk-load-test

go 1.26.0

// The commit of protocol that livekit-cli itself names is not on the public module proxy. This one is newer, and the one
// that livekit-server 1.13.5 uses.
require (
	github.com/go-logr/logr v1.4.3
	github.com/livekit/livekit-cli/v2 v2.18.2
	github.com/livekit/protocol v1.50.5-0.20260728075222-28e604c046c6
	github.com/livekit/server-sdk-go/v2 v2.18.1
)
