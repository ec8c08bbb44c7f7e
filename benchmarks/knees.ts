import { parseArgs } from 'node:util';
import { configFile, specFile } from '../tests/inline/files.js';
import { inlineProject, readVerdict } from '../tests/inline/run-inline.js';
import { writeAccuracy } from './truth/accuracy-page.js';

const { values: options } = parseArgs({
  options: { runs: { type: 'string', default: '10' }, knees: { type: 'string', default: '1,6,11' } },
});
const range = 12;
/** A room of 2 has 2 subscriptions of 30 video and 50 audio packets a second. */
const packetsPerRoom = 160;

interface Outcome {
  /** Null if nothing was found. */
  readonly sessions: number | null;
  readonly steps: number;
  readonly seconds: number;
}

/** Searches a server whose forwarding cap lies halfway between this number of rooms and the next, through the real runner. */
async function search(knee: number, run: number): Promise<Outcome> {
  const cap = Math.round((knee + 0.5) * packetsPerRoom);
  const project = inlineProject(`bench-knee-${knee}-${run}`, {
    'playwright.config.ts': configFile(`openvidu: { embedded: { faults: { forwardCapPacketsPerSecond: ${cap} } } }`),
    'capacity.spec.ts': specFile(`
      capacityTest('how many rooms of 2?', {
        topology: nToN(2),
        upTo: { sessions: ${range} },
        media: { video: '180p' },
        hold: '10s', settle: '1s', settleLimit: '3s', joinsPerSecond: 20,
        thresholds: { 'video.residualLoss': ['p95 < 0.02'] },
      });
    `),
  });
  const { seconds } = await project.start().ended;
  const [scenario] = readVerdict(project).scenarios;
  const { capacity, steps = [] } = scenario ?? {};
  const found = capacity && !capacity.lowerBound ? capacity.sessions : null;
  return { sessions: found, steps: steps.length, seconds };
}

const rows: string[] = [];
let missed = 0;
for (const knee of (options.knees ?? '').split(',').map(Number)) {
  const outcomes: Outcome[] = [];
  for (let run = 1; run <= Number(options.runs); run++) {
    const outcome = await search(knee, run);
    outcomes.push(outcome);
    console.log(
      `knee ${knee}, run ${run}: found ${outcome.sessions} in ${outcome.steps} steps, ${outcome.seconds.toFixed(0)} s`,
    );
  }
  const within = (distance: number) =>
    outcomes.filter(({ sessions }) => sessions !== null && Math.abs(sessions - knee) <= distance).length;
  const mean = (of: (outcome: Outcome) => number) =>
    outcomes.reduce((sum, each) => sum + of(each), 0) / outcomes.length;
  missed += outcomes.length - within(1);
  rows.push(
    `| ${knee} | ${within(0)} of ${outcomes.length} | ${within(1)} of ${outcomes.length} | ${mean(({ steps }) => steps).toFixed(1)} | ${mean(({ seconds }) => seconds).toFixed(0)} s |`,
  );
}
const table = ['| Knee | Found exactly | Within one room | Steps | Time |', '|--:|--:|--:|--:|--:|', ...rows].join(
  '\n',
);
writeAccuracy('knees', table, `over ${range} rooms of 2`);
console.log(`${table}\n${missed} missed by more than one room`);
process.exit(missed === 0 ? 0 : 1);
