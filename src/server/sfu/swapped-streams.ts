import { concerns, type Route } from '../faults/fault-scope.js';
import type { Faults } from '../faults/faults.js';
import type { Stream } from './stream.js';

/** The fault that gives subscribers of one participant the media of another, and the other way round. */
export class SwappedStreams {
  #version: number;
  #streamsChanged = false;

  constructor(
    private readonly faults: Faults,
    private readonly streams: ReadonlyMap<string, Stream>,
  ) {
    this.#version = faults.version;
  }

  /** The stream whose media this subscription gets instead of its own; undefined: its own. */
  feedOf(route: Route): Stream | undefined {
    const { swapStreams } = this.faults.settings;
    if (!swapStreams || !concerns(swapStreams, route)) return undefined;
    const { a, b } = swapStreams;
    if (route.from !== a && route.from !== b) return undefined;
    const other = route.from === a ? b : a;
    for (const stream of this.streams.values())
      if (stream.participant === other && stream.sessionName === route.sessionName) return stream;
    return undefined;
  }

  /** A stream was added or removed. */
  streamsChanged(): void {
    this.#streamsChanged = true;
  }

  /** Several times per second: moves subscriptions where faults or streams have changed. */
  update(): void {
    const { version, settings } = this.faults;
    if (version === this.#version && !(this.#streamsChanged && settings.swapStreams)) return;
    this.#version = version;
    this.#streamsChanged = false;
    for (const stream of this.streams.values()) stream.reroute();
  }
}
