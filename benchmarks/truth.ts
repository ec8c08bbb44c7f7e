import { parseArgs } from 'node:util';
import type { MediaServerKind } from '../src/server/server-options.js';
import { type Agreement, agreements } from '../tests/platform/calibration/agreement.js';
import { calibrate, type Judged, sentence } from '../tests/platform/calibration/calibrate.js';
import { CalibrationRoom } from '../tests/platform/calibration/calibration-room.js';
import { baseline, everyPair, trials } from '../tests/platform/calibration/trials.js';
import { writeAccuracy } from './truth/accuracy-page.js';
import { agreementTable, calibrationTable } from './truth/tables.js';

const modes: readonly MediaServerKind[] = ['kurento', 'mediasoup'];

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '20' },
    /** One of the two modes. Default: both. */
    mode: { type: 'string' },
    /** Names of trials, with commas. Default: all. */
    only: { type: 'string' },
  },
});

/** Injects each fault in both negotiation modes, and compares what is read with what was injected. A whole run is kept in docs/accuracy.md. */
let isAccurate = true;
const sections: string[] = [];
for (const mode of modes.filter((kind) => (options.mode ?? kind) === kind)) {
  const { judged, agreed } = await measure(mode);
  isAccurate &&= judged.every(({ outcome }) => outcome.ok) && agreed.every(({ rows }) => rows.every(({ ok }) => ok));
  sections.push(`## ${mode} negotiation\n\n${calibrationTable(judged)}`);
  for (const { name, rows } of agreed) sections.push(`### Agreement with ${name}\n\n${agreementTable(rows)}`);
}
const text = sections.join('\n\n');
console.log(`\n${text}\n`);
if (options.mode === undefined && options.only === undefined)
  writeAccuracy('truth', text, `in windows of ${options.seconds} s`);
console.log(isAccurate ? 'Every reading is within its tolerance.' : 'Some readings are out of tolerance (✗).');
process.exit(isAccurate ? 0 : 1);

async function measure(mode: MediaServerKind) {
  const watch = { seconds: Number(options.seconds), settleMs: 5000 };
  const room = await CalibrationRoom.open(mode, everyPair);
  try {
    const first = await calibrate(room, baseline, watch);
    first.judged.forEach(report);
    const judged: Judged[] = [...first.judged];
    const agreed: { name: string; rows: Agreement[] }[] = [{ name: 'no fault', rows: agreements(first.readings) }];
    const chosen = options.only?.split(',') ?? Object.keys(trials);
    for (const [name, trial] of Object.entries(trials).filter(([key]) => chosen.includes(key))) {
      const injected = await calibrate(room, trial, watch, first.readings);
      injected.judged.forEach(report);
      judged.push(...injected.judged);
      if (name === 'jitter15') agreed.push({ name: trial.name, rows: agreements(injected.readings) });
      if (name === 'residualLoss5') agreed.push({ name: trial.name, rows: agreements(injected.readings, 0.05) });
    }
    return { judged, agreed };
  } finally {
    await room.close();
  }
}

function report(judged: Judged): void {
  console.log(`${judged.outcome.ok ? '✓' : '✗'} ${sentence(judged)}`);
}
