// `lk perf load-test` without the rest of lk, which takes a checkout with submodules and some minutes of C++ to build:
// the load tester itself is a package of livekit-cli. It takes the same options, and stays as silent.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"

	"github.com/go-logr/logr"
	"github.com/livekit/livekit-cli/v2/pkg/loadtester"
	"github.com/livekit/protocol/logger"
	lksdk "github.com/livekit/server-sdk-go/v2"
)

func main() {
	options := flag.NewFlagSet("perf load-test", flag.ExitOnError)
	room := options.String("room", "", "")
	publishers := options.Int("video-publishers", 0, "")
	subscribers := options.Int("subscribers", 0, "")
	codec := options.String("video-codec", "", "")
	resolution := options.String("video-resolution", "high", "")
	perSecond := options.Float64("num-per-second", 5, "")
	layout := options.String("layout", "speaker", "")
	duration := options.Duration("duration", 0, "")
	noSimulcast := options.Bool("no-simulcast", false, "")
	// Behind the program's name and `perf load-test`.
	_ = options.Parse(os.Args[3:])
	lksdk.SetLogger(logger.LogRLogger(logr.Discard()))
	test := loadtester.NewLoadTest(loadtester.Params{
		VideoPublishers: *publishers,
		Subscribers:     *subscribers,
		VideoResolution: *resolution,
		VideoCodec:      *codec,
		Duration:        *duration,
		NumPerSecond:    *perSecond,
		Simulcast:       !*noSimulcast,
		TesterParams: loadtester.TesterParams{
			URL:       os.Getenv("LIVEKIT_URL"),
			APIKey:    os.Getenv("LIVEKIT_API_KEY"),
			APISecret: os.Getenv("LIVEKIT_API_SECRET"),
			Room:      *room,
			Layout:    loadtester.LayoutFromString(*layout),
		},
	})
	if err := test.Run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
