import { progressScreen } from '../../../reporters/console/live/screen.js';
import { LiveProgress } from '../../../reporters/live-progress.js';
import type { Progress } from '../../../src/model/progress.js';

// A run without any load: it shows the progress that it is told, and writes what it is told, as reporters do.

const live = new LiveProgress((views) => progressScreen('auto', views));
live.expect([
  { key: 'a', title: '会議室: rooms of 7' },
  { key: 'b', title: 'another' },
]);

const progress: Progress = {
  key: 'a',
  scenario: 'rooms of 7',
  generator: 1,
  generators: 1,
  step: 3,
  steps: 6,
  phase: 'holding',
  phaseTime: { seconds: 12, of: 30 },
  left: { seconds: 185, atMost: false },
  sessions: 3,
  participants: 21,
  mediaConnections: 147,
  framesPerSecond: 29.9,
  loss: 0.001,
  flowingStreams: 252,
  expectedStreams: 252,
  quality: {},
  health: {},
  thresholds: [],
  verdicts: [
    { step: 1, attempt: 1, verdict: 'passed' },
    { step: 2, attempt: 1, verdict: 'failed' },
  ],
};

/** A word per line, from the test. */
const commands: Readonly<Record<string, () => void>> = {
  begin: () => live.take(progress),
  line: () => process.stdout.write('  ✓  1 an ordinary test\n'),
  // As Playwright's list reporter changes a line above: in several pieces, with the cursor away in between.
  change: () => {
    process.stdout.write('\u001b[2A');
    process.stdout.write('\u001b[2K\u001b[0G');
    process.stdout.write('  ✘  1 an ordinary test that failed');
    process.stdout.write('\u001b[2E');
  },
  edge: () => process.stdout.write('x'.repeat(process.stdout.columns)),
  dot: () => process.stdout.write('·'),
  error: () => process.stderr.write('an error\n'),
  end: () => {
    live.stop();
    process.stdout.write('the report\n');
    process.exit(0);
  },
  crash: () => {
    throw new Error('crashed');
  },
};

process.stdin.setEncoding('utf8').on('data', (text: string) => {
  for (const word of text.split('\n')) commands[word]?.();
});
process.stdout.write('ready\n');
