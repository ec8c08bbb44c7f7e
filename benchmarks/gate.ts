import { parseArgs } from 'node:util';
import { readBank } from './gate/bank.js';
import { writeGateQuality } from './gate/page.js';
import { record } from './gate/record.js';

/** Records what is missing of the bank, for at most so long; once it is whole, computes the quality of the gate from it. */
const { values: options } = parseArgs({ options: { minutes: { type: 'string', default: '8' } } });
const missing = await record(Number(options.minutes));
if (missing > 0) {
  console.log(`${missing} runs are still missing; run this again.`);
  process.exit(1);
}
process.exit(writeGateQuality(readBank()) ? 0 : 1);
