import type { ClockOffset } from '../model/clock-offset.js';
import type { GeneratorHealth, ImpairmentInForce, MetricValues, StepFigures, StreamFault } from '../model/figures.js';
import type { PlannedParticipant, PlannedStep } from '../model/plan.js';
import type { ResolvedScenario } from '../model/scenario.js';
import { mostCells, packCells, type StreamCell } from '../model/stream-cells.js';
import type { EpochMs } from '../model/units.js';
import { isWithin, streamFault, streamValues, type Window } from '../quality/index.js';
import { type ClockCorrection, corrected, leavesOnsetOpen, uncertainties } from './clock-correction.js';
import type { Member } from './crowd.js';
import type { ExpectedStream } from './expected-streams.js';
import { participantHealth } from './health/participant-health.js';
import { hopRoundTrips } from './hop-round-trips.js';
import type { JudgedTime } from './judged-time.js';
import { joinPace, offeredLoad } from './offered-load.js';
import type { Roster } from './roster.js';
import { SignalsReceived } from './signals-received.js';
import type { StreamTrack } from './stream-track.js';
import { ValueTable } from './value-table.js';

/** Faults and failures named per step and generator; the counts are whole. */
const mostNamed = 20;

export interface StepToJudge {
  readonly scenario: ResolvedScenario;
  readonly generator: number;
  /** This generator's share of the step; its joins are those of this step. */
  readonly share: PlannedStep;
  readonly roster: Roster;
  /** The whole hold. */
  readonly window: Window;
  readonly judged: JudgedTime;
  /** Those of the scenario that were in force, with this generator's participants. */
  readonly impairments: readonly ImpairmentInForce[];
  readonly health: GeneratorHealth;
  readonly platform: StepFigures['platform'];
  readonly sessionName: (session: number) => string;
  /** What latencies of a stream or signal between two generators lack; undefined within one. */
  readonly correctionOf: (stream: Pick<ExpectedStream, 'session' | 'from'>) => ClockCorrection | undefined;
  readonly clock: ClockOffset;
  /** By the common clock. */
  readonly startedAt: EpochMs;
}

/** Everything that the step's verdict needs of this generator: one value per stream and metric, faults by name, counts, health. */
export function stepFigures(step: StepToJudge): StepFigures {
  const { roster, share, window } = step;
  const { crowd } = roster;
  const table = new ValueTable();
  const { faults, flowing, cells } = judgeInbound(step, table);
  const timeline = roster.timeline.take();
  const members = [...roster.everyone].sort(byPlace);
  const signals = new SignalsReceived(roster, members, step.scenario, step.correctionOf);
  signals.addTo(table, step.judged.hold);
  const joinedNow = new Set([...share.joins, ...(share.during?.joins ?? [])]);
  for (const member of members) {
    addJoin(roster, member, joinedNow, table);
    addThroughout(roster, member, step.judged.hold, table);
  }
  const missing = faults.filter(({ fault }) => fault === 'missing');
  const bad = faults.filter(({ fault }) => fault !== 'missing');
  const notes = named(crowd.takeNotes());
  return {
    generator: step.generator,
    step: share.index,
    sessions: share.sessions,
    participants: share.participants,
    mediaConnections: share.mediaConnections,
    expectedStreams: roster.expected.length,
    flowingStreams: flowing,
    values: table.values,
    ...windowsOf(step, members, signals),
    ...(step.impairments.length > 0 && { impairments: step.impairments }),
    missing: missing.slice(0, mostNamed),
    missingCount: missing.length,
    bad: bad.slice(0, mostNamed),
    badCount: bad.length,
    joinFailures: crowd.failures.slice(0, mostNamed),
    joinFailureCount: crowd.failures.length,
    offeredLoad: Math.min(
      offeredLoad(roster, window, step.scenario.media.framesPerSecond),
      step.scenario.capacity?.joinRates ? joinPace(share.joins, latenessOf(members)) : 1,
    ),
    health: {
      ...step.health,
      ...participantHealth(
        members.map((member) => ({
          kind: member.participant.kind,
          series: roster.seriesOf(member),
          isSteady: roster.isHereThroughout(member),
        })),
        { window, nominalFramesPerSecond: step.scenario.media.framesPerSecond },
      ),
    },
    ...(step.platform && { platform: step.platform }),
    ...(cells.length <= mostCells && { streams: packCells(cells) }),
    ...(timeline && { timeline }),
    ...(notes.length > 0 && { notes }),
    ...uncertainties([...roster.expected.map(step.correctionOf), ...signals.corrections], {
      signals: step.scenario.participants.signals !== undefined,
      onsetOpen: isOnsetOpen(step),
    }),
    clock: step.clock,
    startedAt: step.startedAt,
    holdStartedAt: window.from,
    holdSeconds: (window.to - window.from) / 1000,
  };
}

function judgeInbound(
  step: StepToJudge,
  table: ValueTable,
): { faults: StreamFault[]; flowing: number; cells: StreamCell[] } {
  const faults: StreamFault[] = [];
  const cells: StreamCell[] = [];
  let missing = 0;
  for (const stream of step.roster.expected) {
    const samples = step.roster.inbound(stream);
    const due = step.roster.due(stream, step.judged.hold);
    const values = valuesOf(step, stream, due);
    table.addAll(stream.receiver, values);
    const fault = streamFault(samples, due, step.scenario.media.framesPerSecond);
    const { stays: _, ...name } = stream;
    cells.push({ ...name, ...(fault && { fault: fault.fault }), ...quality(stream, values, step) });
    if (!fault) continue;
    if (fault.fault === 'missing') missing += 1;
    faults.push({
      ...name,
      sessionName: step.sessionName(stream.session),
      ...fault,
      ...history(fault, step.roster.trackOf(stream), stream.stays === undefined),
      ...neverJoined(step.roster, stream),
    });
  }
  return { faults, flowing: step.roster.expected.length - missing, cells };
}

/** Sentences that a step keeps; the rest is counted. */
function named(notes: readonly string[]): string[] {
  if (notes.length <= mostNamed) return [...notes];
  return [...notes.slice(0, mostNamed - 1), `And ${notes.length - mostNamed + 1} more of the kind.`];
}

/** What a heat map shows of a stream. */
function quality(
  { kind }: ExpectedStream,
  values: ReturnType<typeof valuesOf>,
  { scenario: { media } }: StepToJudge,
): Pick<StreamCell, 'quality'> {
  const [fps, loss] = [values['video.framesPerSecond'], values['audio.residualLoss']];
  if (kind === 'video') return fps === undefined ? {} : { quality: fps / media.framesPerSecond };
  return loss === undefined ? {} : { quality: 1 - loss };
}

/** One value per metric of a received stream. */
function valuesOf({ roster, correctionOf }: StepToJudge, stream: ExpectedStream, windows: readonly Window[]) {
  const roundTrips = stream.kind === 'audio' ? hopRoundTrips(roster, stream, windows) : undefined;
  return corrected(streamValues(roster.inbound(stream), windows, roundTrips), correctionOf(stream));
}

/** Whether the sound of a stream was heard, but between clocks that do not tell how late. */
const isOnsetOpen = ({ roster, judged, correctionOf }: StepToJudge): boolean =>
  roster.expected.some(
    (stream) =>
      stream.kind === 'audio' &&
      leavesOnsetOpen(correctionOf(stream)) &&
      streamValues(roster.inbound(stream), roster.due(stream, judged.hold))['audio.onsetLatency'] !== undefined,
  );

/** A stream that is there throughout may have been silent or frozen since long before the hold that judges it. */
function history({ fault, since }: Pick<StreamFault, 'fault' | 'since'>, track: StreamTrack, isThroughout: boolean) {
  if (!isThroughout) return track.last && { last: track.last };
  const ended = { missing: track.lastMediaAt, frozen: track.lastFrameAt }[fault as string];
  return { since: Math.min(since, ended ?? since), ...(track.last && { last: track.last }) };
}

/** A stream whose end never came is missing for a reason that the samples do not tell. */
function neverJoined(roster: Roster, { session, to }: ExpectedStream): { detail?: string } {
  const failed = roster.crowd.failures.some((failure) => failure.session === session && failure.participant === to);
  return failed || roster.membersOf(session, to).length === 0 ? { detail: `participant ${to} did not join` } : {};
}

/** What streams and participants give in other parts of the hold. */
function windowsOf(
  step: StepToJudge,
  members: readonly Member[],
  signals: SignalsReceived,
): Pick<StepFigures, 'windows'> {
  const { roster, judged } = step;
  if (judged.windows.size === 0) return {};
  const entries = [...judged.windows].map(([key, windows]): [string, MetricValues] => {
    const table = new ValueTable();
    for (const stream of roster.expected)
      table.addAll(stream.receiver, valuesOf(step, stream, roster.due(stream, windows)));
    for (const member of members) addThroughout(roster, member, windows, table);
    signals.addTo(table, windows);
    return [key, table.values];
  });
  return { windows: Object.fromEntries(entries) };
}

/** What a participant is asked once per step. */
function addJoin(roster: Roster, member: Member, joinedNow: ReadonlySet<PlannedParticipant>, table: ValueTable): void {
  const { kind, times } = member.participant;
  const series = roster.seriesOf(member);
  if (joinedNow.has(member.planned)) {
    table.add(kind, 'joinTime', times.joinTime);
    table.add(kind, 'startLateness', times.startLateness);
    if (times.publishTime !== undefined) table.add(kind, 'publishTime', times.publishTime);
  }
  for (const first of series.firstFrames.splice(0))
    if (first.kind === 'video') table.add(kind, 'timeToFirstFrame', first.timeToFirstFrameMs);
}

/** What a participant gives in every part of a hold. */
function addThroughout(roster: Roster, member: Member, windows: readonly Window[], table: ValueTable): void {
  const { kind } = member.participant;
  const series = roster.seriesOf(member);
  table.add(
    kind,
    'reconnections',
    series.events.filter(({ type, at }) => type === 'reconnected' && isWithin(windows, at)).length,
  );
  const sending = roster.sending(member, windows);
  for (const samples of series.outbound.values()) table.addAll(kind, streamValues(samples, sending));
}

const latenessOf = (members: readonly Member[]) => members.map(({ participant }) => participant.times.startLateness);

const byPlace = (a: Member, b: Member) =>
  a.planned.session - b.planned.session || a.planned.role.index - b.planned.role.index;
