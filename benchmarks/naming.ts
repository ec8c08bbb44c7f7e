import { parseArgs } from 'node:util';
import type { FaultSettingsInput } from '../src/server/faults/fault-settings.js';
import { runVariant } from './blame/blame-run.js';
import { writeAccuracy } from './truth/accuracy-page.js';

const { values: options } = parseArgs({ options: { runs: { type: 'string', default: '20' } } });
const size = 7;

/** One subscription dropped, one frozen, one at 5 frames per second and two swapped among the 42 of a room of 7, each time others. */
function faultsOf(run: number): { readonly faults: FaultSettingsInput; readonly named: readonly string[] } {
  const [a, b, c, d, e, f, g] = Array.from({ length: size }, (_, i) => (run + i) % size) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return {
    faults: {
      dropSubscription: { from: a, to: b },
      // Shorter than what makes a stream missing, and in the middle of the hold.
      freezeStream: { from: c, to: d, afterSeconds: 11, forSeconds: 2 },
      lowFrameRate: { from: e, to: f, framesPerSecond: 5 },
      swapStreams: { a, b: c, to: g },
    },
    named: [
      `${a} → ${b} audio: missing`,
      `${a} → ${b} video: missing`,
      `${c} → ${d} video: frozen`,
      `${e} → ${f} video: low-frame-rate`,
      `${a} → ${g} video: wrong-publisher`,
      `${c} → ${g} video: wrong-publisher`,
    ].sort(),
  };
}

/** Whether bad streams are named, all of them and no other. Prints what was named wrongly, and fails if anything was. */
let exact = 0;
for (let run = 1; run <= Number(options.runs); run++) {
  const { faults, named } = faultsOf(run);
  const result = await runVariant({ faults }, { rooms: 1, participantsPerRoom: size });
  const found = [...(result.faults ?? [])].sort();
  const right = JSON.stringify(found) === JSON.stringify(named);
  if (right) exact += 1;
  console.log(
    `${right ? '✓' : '✗'} ${run}: ${result.verdict}; ${right ? `${found.length} streams named` : `named ${found.join(', ')}; wanted ${named.join(', ')}; ${result.reasons[0] ?? ''}`}`,
  );
}
const found = `${exact} of ${options.runs} runs named exactly the six bad streams, and no other.`;
writeAccuracy('naming', found, `in ${options.runs} rooms of ${size}`);
console.log(`${exact} of ${options.runs} exactly`);
process.exit(exact === Number(options.runs) ? 0 : 1);
