import type {
  ImpairmentInForce,
  MergedFigures,
  MetricValues,
  StepFigures,
  StreamFault,
  StreamName,
} from '../model/figures.js';
import { type MetricName, metricNames, type ParticipantKind, participantKinds } from '../model/metrics.js';
import { countCells, joinCells, mostCells } from '../model/stream-cells.js';
import { mergeTimelines } from './timelines.js';

/** Longest list of named streams or joins; counts are whole. */
const longestList = 20;

/**
 * Adds up what the generators measured in one step, in generator order, so that the same figures give the same bytes wherever they are
 * merged. Values become float32, as they stand in evidence: a verdict must not depend on who computes it.
 * @throws RangeError if there are no figures, or figures of different steps
 */
export function mergeFigures(list: readonly StepFigures[]): MergedFigures {
  const figures = [...list].sort((a, b) => a.generator - b.generator);
  const [first] = figures;
  if (!first || figures.some(({ step }) => step !== first.step))
    throw new RangeError(
      `figures of one step are merged, not of ${figures.map(({ step }) => step).join(', ') || 'none'}`,
    );
  const sum = (read: (of: StepFigures) => number) => figures.reduce((total, of) => total + read(of), 0);
  const platform = figures.find((of) => of.platform)?.platform;
  return {
    step: first.step,
    sessions: sum((of) => of.sessions),
    participants: sum((of) => of.participants),
    mediaConnections: sum((of) => of.mediaConnections),
    expectedStreams: sum((of) => of.expectedStreams),
    flowingStreams: sum((of) => of.flowingStreams),
    values: mergeValues(figures.map(({ values }) => values)),
    ...mergeWindows(figures),
    ...mergeImpairments(figures),
    missing: fewPictures(byStream(figures.flatMap(({ missing }) => missing))),
    missingCount: sum((of) => of.missingCount),
    bad: fewPictures(byStream(figures.flatMap(({ bad }) => bad))),
    badCount: sum((of) => of.badCount),
    joinFailures: [...figures.flatMap(({ joinFailures }) => joinFailures)]
      .sort((a, b) => a.session - b.session || a.participant - b.participant)
      .slice(0, longestList),
    joinFailureCount: sum((of) => of.joinFailureCount),
    offeredLoad: offeredLoad(figures),
    ...(platform && { platform }),
    ...mergeStreams(figures),
    ...mergeTimes(figures),
    ...mergeNotes(figures),
    ...mergeUncertainties(figures),
    ...(figures.length > 1 && { startSkewMs: spread(figures.map((of) => of.startedAt)) }),
    holdStartedAt: Math.min(...figures.map((of) => of.holdStartedAt)),
    holdSeconds: Math.min(...figures.map((of) => of.holdSeconds)),
    generators: figures.map(({ generator }) => generator),
    health: figures.map(({ generator, offeredLoad, health, clock }) => ({
      ...health,
      generator,
      offeredLoad,
      ...(figures.length > 1 && { clock }),
    })),
  };
}

function mergeValues(list: readonly MetricValues[]): MetricValues {
  const merged: Partial<Record<MetricName, Partial<Record<ParticipantKind, readonly number[]>>>> = {};
  for (const metric of metricNames)
    for (const kind of participantKinds) {
      const values = list.flatMap((of) => of[metric]?.[kind] ?? []).map(Math.fround);
      if (values.length > 0) merged[metric] = { ...merged[metric], [kind]: values };
    }
  return merged;
}

function mergeWindows(figures: readonly StepFigures[]): Pick<MergedFigures, 'windows'> {
  const keys = [...new Set(figures.flatMap(({ windows = {} }) => Object.keys(windows)))];
  if (keys.length === 0) return {};
  const merged = keys.map((key) => [key, mergeValues(figures.flatMap(({ windows }) => windows?.[key] ?? []))]);
  return { windows: Object.fromEntries(merged) as Record<string, MetricValues> };
}

const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);

/** A metric is as uncertain as where it is least sure. */
function mergeUncertainties(figures: readonly StepFigures[]): Pick<MergedFigures, 'uncertainties'> {
  const merged: Partial<Record<MetricName, number>> = {};
  for (const metric of metricNames) {
    const worst = Math.max(0, ...figures.map(({ uncertainties }) => uncertainties?.[metric] ?? 0));
    if (worst > 0) merged[metric] = worst;
  }
  return Object.keys(merged).length === 0 ? {} : { uncertainties: merged };
}

/** Each generator counts its own participants. */
function mergeImpairments(figures: readonly StepFigures[]): Pick<MergedFigures, 'impairments'> {
  const merged = new Map<string, ImpairmentInForce>();
  for (const each of figures.flatMap(({ impairments = [] }) => impairments)) {
    const before = merged.get(each.name)?.participants ?? 0;
    merged.set(each.name, { ...each, participants: before + each.participants });
  }
  return merged.size === 0 ? {} : { impairments: [...merged.values()] };
}

/** A matrix with holes would mislead: it is kept whole or not at all. */
function mergeStreams(figures: readonly StepFigures[]): Pick<MergedFigures, 'streams'> {
  const parts = figures.flatMap(({ streams }) => (streams === undefined ? [] : [streams]));
  if (parts.length < figures.length) return {};
  const total = parts.reduce((sum, part) => sum + countCells(part), 0);
  return total > mostCells ? {} : { streams: joinCells(parts) };
}

function mergeTimes(figures: readonly StepFigures[]): Pick<MergedFigures, 'timeline'> {
  const merged = mergeTimelines(figures.flatMap(({ timeline }) => timeline ?? []));
  return merged ? { timeline: merged } : {};
}

function mergeNotes(figures: readonly StepFigures[]): Pick<MergedFigures, 'notes'> {
  const notes = figures.flatMap((of) => of.notes ?? []).slice(0, longestList);
  return notes.length === 0 ? {} : { notes };
}

const byStream = <T extends StreamName>(streams: readonly T[]): T[] =>
  [...streams]
    .sort((a, b) => a.session - b.session || a.to - b.to || a.from - b.from || a.kind.localeCompare(b.kind, 'en'))
    .slice(0, longestList);

/** Evidence travels with every generator: pictures only of the first streams. */
const mostPictures = 4;

function fewPictures(faults: readonly StreamFault[]): StreamFault[] {
  let left = mostPictures;
  return faults.map((fault) => {
    if (!fault.evidence?.picture || left-- > 0) return fault;
    const { picture: _, ...evidence } = fault.evidence;
    return { ...fault, evidence };
  });
}

/** Weighed by the participants that each generator carries. */
function offeredLoad(figures: readonly StepFigures[]): number {
  const weights = figures.reduce((sum, { participants }) => sum + participants, 0);
  if (weights === 0) return 1;
  return figures.reduce((sum, of) => sum + of.offeredLoad * of.participants, 0) / weights;
}
