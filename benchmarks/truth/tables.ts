import type { ParticipantKind } from '../../src/model/metrics.js';
import type { Agreement } from '../../tests/platform/calibration/agreement.js';
import type { Judged } from '../../tests/platform/calibration/calibrate.js';

/** One row per fault, quantity and published stream; a column per kind of receiver. */
export function calibrationTable(judged: readonly Judged[]): string {
  const rows = new Map<string, Judged[]>();
  for (const one of judged) {
    const { publisher, from, kind } = one.reading.stream;
    const key = [one.trial.name, one.check.quantity, publisher, from, kind].join('|');
    rows.set(key, [...(rows.get(key) ?? []), one]);
  }
  return markdown(
    ['Injected', 'Read', 'Stream of', 'Expected', 'Browser', 'Native', 'Tolerance'],
    [...rows.values()].map((of) => {
      const { trial, check, reading } = of[0]!;
      const { publisher, from, kind } = reading.stream;
      const expected = [...new Set(of.map(({ outcome }) => outcome.expected))].join(', ');
      const whose = `${publisher} ${from}${kind === 'audio' ? ', audio' : ''}`;
      return [trial.name, check.quantity, whose, expected, cell(of, 'browser'), cell(of, 'native'), check.tolerance];
    }),
  );
}

/** One row per metric and published stream. */
export function agreementTable(rows: readonly Agreement[]): string {
  return markdown(
    ['Metric', 'Stream of', 'Browser', 'Native', 'Tolerance'],
    rows.map(({ metric, publisher, browser, native, tolerance, ok }) => [
      `\`${metric}\``,
      publisher,
      figure(browser),
      `${figure(native)} ${mark(ok)}`,
      tolerance,
    ]),
  );
}

function cell(judged: readonly Judged[], receiver: ParticipantKind): string {
  const one = judged.find(({ reading }) => reading.stream.receiver === receiver);
  if (!one) return '';
  const { measured, ok } = one.outcome;
  return measured === undefined ? 'not measured' : `${measured} ${mark(ok)}`;
}

const mark = (ok: boolean): string => (ok ? '✓' : '✗');

const figure = (value: number | undefined): string =>
  value === undefined ? 'not measured' : String(Number(value.toPrecision(4)));

/** A table in Markdown. */
export function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}
