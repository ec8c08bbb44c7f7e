import type { StreamSample } from '../../model/samples.js';
import type { ReceivedSignal } from '../../model/signals.js';
import type { FirstFrame, ParticipantEvent } from '../participant.js';

/** Kept when nobody takes them: about ten minutes of a room of 7. */
const mostSamples = 10_000;
const mostSignals = 10_000;

/** What a participant measured and met, until somebody takes it. Memory stays bounded: the oldest samples go first. */
export class ParticipantLog {
  #samples: StreamSample[] = [];
  #firstFrames: FirstFrame[] = [];
  #events: ParticipantEvent[] = [];
  #signals: ReceivedSignal[] = [];

  addSample(sample: StreamSample): void {
    this.#samples.push(sample);
    if (this.#samples.length > mostSamples) this.#samples.splice(0, mostSamples / 10);
  }

  addFirstFrame(frame: FirstFrame): void {
    this.#firstFrames.push(frame);
  }

  addEvent(event: ParticipantEvent): void {
    this.#events.push(event);
  }

  addSignal(signal: ReceivedSignal): void {
    this.#signals.push(signal);
    if (this.#signals.length > mostSignals) this.#signals.splice(0, mostSignals / 10);
  }

  takeSamples(): StreamSample[] {
    const taken = this.#samples;
    this.#samples = [];
    return taken;
  }

  takeFirstFrames(): FirstFrame[] {
    const taken = this.#firstFrames;
    this.#firstFrames = [];
    return taken;
  }

  takeEvents(): ParticipantEvent[] {
    const taken = this.#events;
    this.#events = [];
    return taken;
  }

  takeSignals(): ReceivedSignal[] {
    const taken = this.#signals;
    this.#signals = [];
    return taken;
  }
}
