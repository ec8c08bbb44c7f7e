import { formatMetric } from '../../../src/model/format.js';
import { plainText } from '../../format/plain-text.js';
import { counted, durationText, loadText, verdictMark } from '../../format/words.js';
import type { LiveState } from '../../live/live-state.js';
import { type Paint, verdictStyle } from '../colours.js';
import { bar } from './bar.js';
import { columnsOf, fitLine, fitText, type Span } from './fit.js';

/** A scenario that runs, as the terminal shows it. */
export interface LiveView {
  readonly state: LiveState;
  readonly elapsedSeconds: number;
  /** Which of the run's scenarios it is, from 1. */
  readonly place: { readonly number: number; readonly of: number };
}

export interface ViewSize {
  readonly columns: number;
  /** So many lines at most. */
  readonly rows: number;
}

/** A wider bar says no more. */
const widestBar = 40;
const narrowestBar = 8;
const widest = 100;

/** Lines about a scenario, each short enough for the terminal. Where not all have room, the last are left out. */
export function viewLines({ state, elapsedSeconds, place }: LiveView, size: ViewSize, paint: Paint): string[] {
  const columns = Math.min(size.columns, widest);
  const fit = (spans: readonly Span[]) => fitLine(spans, columns, paint);
  return [
    titleLine(state.scenario, place, columns, paint),
    fit([{ text: '  ' }, ...timeSpans(state, elapsedSeconds, columns - 2)]),
    fit([{ text: `  ${stepText(state)}` }]),
    ...historyLine(state, columns, paint),
    fit([{ text: `  ${loadText(state)}` }]),
    fit([{ text: `  ${qualityText(state)}` }]),
  ]
    .slice(0, Math.max(0, size.rows))
    .map((line) => line.replaceAll('\u00a0', ' '));
}

function titleLine(scenario: string, { number, of }: LiveView['place'], columns: number, paint: Paint): string {
  const place = of > 1 ? `scenario ${number} of ${of}` : '';
  const room = columns - (place === '' ? 0 : place.length + 2);
  if (room < 20) return fitLine([{ text: `  ${plainText(scenario)}`, style: 'bold' }], columns, paint);
  const title = fitText(`  ${plainText(scenario)}`, room);
  const gap = ' '.repeat(columns - place.length - columnsOf(title));
  return place === '' ? paint('bold', title) : `${paint('bold', title)}${gap}${paint('dim', place)}`;
}

function timeSpans({ left }: LiveState, elapsedSeconds: number, columns: number): Span[] {
  const elapsed = durationText(elapsedSeconds);
  if (!left || left.seconds <= 0) return [{ text: `${elapsed}, ending` }];
  const words = ` ${elapsed} · ${leftText(left)}`;
  const room = Math.min(widestBar, columns - words.length);
  if (room < narrowestBar) return [{ text: words.trimStart() }];
  const [done, open] = bar(elapsedSeconds / (elapsedSeconds + left.seconds), room);
  return [{ text: done, style: 'cyan' }, { text: open, style: 'dim' }, { text: words }];
}

/** Whole minutes where seconds would pretend to know better. */
function leftText({ seconds, atMost }: NonNullable<LiveState['left']>): string {
  const shown = seconds > 600 ? Math.ceil(seconds / 60) * 60 : seconds;
  const text = shown >= 600 && shown < 3600 ? `${shown / 60} min` : durationText(Math.max(1, shown));
  return `${atMost ? 'at most' : 'about'} ${text} left`;
}

function stepText({ step, steps, attempt = 1, run, phase, phaseTime }: LiveState): string {
  return [
    ...(run ? [`run ${run.number} of ${run.of}`] : []),
    `step ${step} of ${steps}${attempt > 1 ? `, attempt ${attempt}` : ''}`,
    phaseText(phase, phaseTime),
  ].join(' · ');
}

function phaseText(phase: LiveState['phase'], time: LiveState['phaseTime']): string {
  if (!time) return phase;
  const seconds = Math.floor(time.seconds);
  if (time.of === undefined) return seconds < 1 ? phase : `${phase} for ${durationText(seconds)}`;
  return `${phase}, ${Math.min(seconds, time.of)} of ${time.of} s`;
}

function searchText({ unit, held, broken }: NonNullable<LiveState['search']>): string {
  const noun = (count: number) => counted(count, unit === 'joins per second' ? 'join' : unit.slice(0, -1));
  const rate = unit === 'joins per second' ? ' per second' : '';
  if (held !== undefined && broken !== undefined) return `limit between ${held} and ${noun(broken)}${rate}`;
  if (held !== undefined) return `limit above ${noun(held)}${rate}`;
  return broken === undefined ? 'so far' : `limit below ${noun(broken)}${rate}`;
}

/** What was found so far: the range of a search, and the verdicts of the last holds, as many as have room. */
function historyLine({ verdicts = [], search }: LiveState, columns: number, paint: Paint): string[] {
  if (verdicts.length === 0) return [];
  const head = `  ${search ? searchText(search) : 'so far'}`;
  const spans: Span[] = [];
  let left = columns - head.length - 2;
  for (const { step, verdict } of [...verdicts].reverse()) {
    const text = `  ${verdictMark[verdict]} ${step}`;
    left -= text.length;
    if (left < 0) break;
    spans.unshift({ text, style: verdictStyle[verdict] });
  }
  const cut = spans.length < verdicts.length ? ' …' : '';
  return [fitLine([{ text: head }, { text: cut, style: 'dim' }, ...spans], columns, paint)];
}

function qualityText({ framesPerSecond, loss, flowingStreams, expectedStreams }: LiveState): string {
  return [
    framesPerSecond === undefined ? 'no video yet' : formatMetric('video.framesPerSecond', framesPerSecond),
    ...(loss === undefined ? [] : [`${formatMetric('video.residualLoss', loss)} loss`]),
    `${flowingStreams} of ${counted(expectedStreams, 'stream')} flow`,
  ].join(' · ');
}
