import { htmlReport } from '../../../reporters/html/page.js';
import { sampleModel } from '../../unit/reporters/sample-run.js';

const burn = ['50 µs of CPU burned per forwarded packet'];

/** Pages of sample runs, one per way in which a run can end. */
export const reportPages = {
  passed: htmlReport(sampleModel({})),
  failed: htmlReport(sampleModel({ breaksAt: 5, missing: 2, faults: burn })),
  inconclusive: htmlReport(sampleModel({ busy: { generator: 2, fromStep: 4 } })),
  capacity: htmlReport(
    sampleModel({ title: 'how many rooms of 7?', breaksAt: 5, capacity: { search: 'staircase' }, faults: burn }),
  ),
  several: htmlReport(
    sampleModel(
      { breaksAt: 5, missing: 2 },
      { title: 'rooms of 7, seven steps', steps: 7 },
      { title: 'how many rooms of 7?', breaksAt: 4, capacity: { search: 'staircase' } },
    ),
  ),
} as const;
