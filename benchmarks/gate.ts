import { parseArgs } from 'node:util';
import { record } from './gate/record.js';

const { values: options } = parseArgs({ options: { minutes: { type: 'string', default: '8' } } });

const missing = await record(Number(options.minutes));
if (missing > 0) console.log(`${missing} runs are still missing; run this again.`);
process.exit(0);
