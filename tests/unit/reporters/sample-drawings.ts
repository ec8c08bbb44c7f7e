import type { RunModel } from '../../../reporters/collect/run-model.js';
import { emptySpan, timelineOf } from '../../../src/analysis/index.js';
import type { MergedFigures, StreamFault } from '../../../src/model/figures.js';
import { packCells, type StreamCell } from '../../../src/model/stream-cells.js';

/** What a sample step keeps for the heat map and the charts over time. */
export interface SampleDrawings {
  readonly rooms: number;
  readonly roomSize: number;
  readonly faults: readonly StreamFault[];
  readonly broken: boolean;
  readonly holdStartedAt: number;
  readonly random: () => number;
}

/** A model as evidence without matrices and series gives it. */
export const withoutDrawings = (model: RunModel): RunModel => ({
  ...model,
  scenarios: model.scenarios.map((scenario) => ({
    ...scenario,
    steps: scenario.steps.map(({ streams, timeline, ...step }) => step),
  })),
});

const rampSeconds = 20;
const holdSeconds = 30;

export function sampleDrawings(step: SampleDrawings): Pick<MergedFigures, 'streams' | 'timeline'> {
  return { streams: packCells(cellsOf(step)), timeline: timelineOf(spansOf(step))! };
}

function cellsOf({ rooms, roomSize, faults, broken, random }: SampleDrawings): StreamCell[] {
  const indexes = Array.from({ length: roomSize }, (_, i) => i);
  const byName = new Map(faults.map((fault) => [`${fault.session}/${fault.from}/${fault.to}/${fault.kind}`, fault]));
  return Array.from({ length: rooms }, (_, session) => session).flatMap((session) =>
    indexes.flatMap((to) =>
      indexes
        .filter((from) => from !== to)
        .flatMap((from) =>
          (['audio', 'video'] as const).map((kind): StreamCell => {
            const fault = byName.get(`${session}/${from}/${to}/${kind}`)?.fault;
            const place = {
              session,
              from,
              to,
              kind,
              receiver: session === 0 && to === 0 ? 'browser' : 'native',
            } as const;
            if (fault === 'missing') return { ...place, fault };
            const slow = fault ? 0.3 : broken ? 0.55 + random() * 0.3 : 0.97 + random() * 0.03;
            return { ...place, ...(fault && { fault }), quality: kind === 'video' ? slow : 1 - random() * 0.01 };
          }),
        ),
    ),
  );
}

function spansOf({ rooms, roomSize, broken, holdStartedAt, random }: SampleDrawings) {
  const from = Math.floor(holdStartedAt / 1000) - rampSeconds;
  return Array.from({ length: rampSeconds + holdSeconds }, (_, i) => {
    const participants = (rooms - 1) * roomSize + Math.min(roomSize, i);
    const streams = participants * (roomSize - 1);
    const worse = broken ? Math.min(1, i / 20) : 0;
    const fps = 29.7 - worse * (9 + random() * 3);
    const packets = streams * 70;
    return {
      ...emptySpan(from + i, participants),
      streamSeconds: streams * 2,
      silentSeconds: worse > 0.9 ? 2 : 0,
      videoSeconds: streams,
      frames: fps * streams,
      slowest: Math.max(0, fps - 1 - random() * 2 - worse * 8),
      packets,
      lost: packets * worse * (0.03 + random() * 0.01),
      kilobytes: streams * 68 * (1 - worse * 0.2),
    };
  });
}
