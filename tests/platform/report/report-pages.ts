import { htmlReport } from '../../../reporters/html/page.js';
import { compared } from '../../unit/reporters/sample-comparison.js';
import { type SampleRun, sampleModel } from '../../unit/reporters/sample-run.js';
import { bundledScript } from './bundled-script.js';

const burn = ['50 µs of CPU burned per forwarded packet'];

const script = await bundledScript();
const page = (...runs: readonly SampleRun[]) => htmlReport(sampleModel(...runs), script);

/** Pages of sample runs, one per way in which a run can end. */
export const reportPages = {
  passed: page({}),
  failed: page({ breaksAt: 5, missing: 2, faults: burn }),
  inconclusive: page({ busy: { generator: 2, fromStep: 4 } }),
  capacity: page({ title: 'how many rooms of 7?', breaksAt: 5, capacity: { search: 'staircase' }, faults: burn }),
  baseline: htmlReport(compared(sampleModel({ breaksAt: 5, faults: burn })), script),
  churn: page({ title: 'a wave of rooms, twice', levels: [2, 4, 6, 2, 4, 6, 2], breaksAt: 6, missing: 2 }),
  large: page({ title: 'one hundred and twenty rooms', levels: [30, 60, 90, 120], breaksAt: 4, missing: 3 }),
  several: page(
    { breaksAt: 5, missing: 2 },
    { title: 'webinar', topology: { type: 'n-to-m', publishers: 2, subscribers: 5 }, steps: 3 },
    { title: 'how many rooms of 7?', breaksAt: 4, capacity: { search: 'staircase' } },
  ),
} as const;
