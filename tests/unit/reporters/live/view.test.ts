import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { noColours } from '../../../../reporters/console/colours.js';
import { bar } from '../../../../reporters/console/live/bar.js';
import { columnAfter } from '../../../../reporters/console/live/cursor-column.js';
import { columnsOf, fitText } from '../../../../reporters/console/live/fit.js';
import { takesRegion } from '../../../../reporters/console/live/screen.js';
import { type LiveView, viewLines } from '../../../../reporters/console/live/view.js';
import type { LiveState } from '../../../../reporters/live/live-state.js';
import { hostileText } from '../hostile-run.js';

const state: LiveState = {
  key: 'k',
  scenario: 'how many rooms of 7?',
  step: 8,
  steps: 30,
  attempt: 2,
  phase: 'settling',
  phaseTime: { seconds: 4.2 },
  left: { seconds: 1130, atMost: true },
  search: { unit: 'sessions', held: 4, broken: 16 },
  sessions: 8,
  participants: 56,
  mediaConnections: 392,
  flowingStreams: 600,
  expectedStreams: 672,
  verdicts: [1, 2, 4, 16, 8].map((step) => ({ step, attempt: 1, verdict: step === 16 ? 'failed' : 'passed' })),
};
const view: LiveView = { state, elapsedSeconds: 130, place: { number: 2, of: 3 } };
const lines = (of: Partial<LiveState> = {}, columns = 79, rows = 20) =>
  viewLines({ ...view, state: { ...state, ...of } }, { columns, rows }, noColours);

describe('the lines about a scenario that runs', () => {
  test('tell a search its range, and how long it goes on at most', () => {
    assert.deepEqual(lines(), [
      '  how many rooms of 7?                                          scenario 2 of 3',
      '  ████▏░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ 2 min 10 s · at most 19 min left',
      '  step 8 of 30, attempt 2 · settling for 4 s',
      '  limit between 4 and 16 sessions  ✓ 1  ✓ 2  ✓ 4  ✗ 16  ✓ 8',
      '  8 sessions · 56 participants · 392 media connections',
      '  no video yet · 600 of 672 streams flow',
    ]);
  });

  test('name the range of a search while one of its ends is open', () => {
    const range = (search: LiveState['search']) => lines({ ...(search && { search }) })[3]!.split('  ✓')[0];
    assert.equal(range({ unit: 'participants' }), '  so far');
    assert.equal(range({ unit: 'participants', held: 1 }), '  limit above 1 participant');
    assert.equal(range({ unit: 'joins per second', broken: 12 }), '  limit below 12 joins per second');
  });

  test('tell when a scenario runs several times, and when it ends', () => {
    const { left, ...ending } = state;
    assert.equal(lines({ run: { number: 2, of: 3 }, attempt: 1 })[2], '  run 2 of 3 · step 8 of 30 · settling for 4 s');
    const [, time] = viewLines({ ...view, state: ending }, { columns: 79, rows: 9 }, noColours);
    assert.equal(time, '  2 min 10 s, ending');
  });

  test('fit every terminal, whatever a title holds', () => {
    for (const scenario of [state.scenario, hostileText, '会議'.repeat(60), '👩‍👩‍👧'.repeat(60)])
      for (const columns of [10, 19, 25, 40, 79, 250])
        for (const line of lines({ scenario }, columns)) {
          assert.ok(columnsOf(line) <= columns, `${columnsOf(line)} of ${columns}: ${line}`);
          assert.doesNotMatch(line, /\p{Cc}/u);
        }
    assert.equal(lines({}, 79, 3).length, 3);
    assert.equal(lines({}, 79, -1).length, 0);
  });
});

test('a bar grows by eighths of a column', () => {
  assert.deepEqual(bar(0, 4), ['', '░░░░']);
  assert.deepEqual(bar(0.53, 4), ['██▏', '░']);
  assert.deepEqual(bar(7, 4), ['████', '']);
});

test('a text is cut by its columns, not by its characters', () => {
  assert.equal(fitText('会議室', 6), '会議室');
  assert.equal(fitText('会議室', 5), '会議…');
  assert.equal(fitText('abc', 0), '');
});

test('the column of the cursor follows from what was written', () => {
  for (const [before, text, column] of [
    [0, '···', 3],
    [3, '··\nab', 2],
    [3, '\u001b[32m·\u001b[39m', 4],
    [7, 'x\u001b[3E', 0],
    [7, '\u001b[2K\u001b[0Gabc', 3],
    [0, '会議', 4],
    [78, 'ab', 80],
    [78, 'abc', 1],
    [3, '\t', 8],
    [0, '\tab\tc', 17],
    [76, '\t\t', 79],
    [3, 'ab\b\b\b', 2],
    [1, '\b\b', 0],
    [78, 'ab\b', 78],
    [4, '\u001b[3C', 7],
    [4, '\u001b[C\u001b[2D', 3],
    [78, '\u001b[9Ca', 80],
  ] as const)
    assert.equal(columnAfter(before, text, 80), column, JSON.stringify(text));
});

test('a region needs a terminal of some size that nobody has taken over, outside CI', () => {
  const terminal = { isTTY: true, columns: 80, rows: 24 };
  assert.ok(takesRegion(terminal, { TERM: 'xterm', CI: 'false' }));
  for (const [output, env] of [
    [{ ...terminal, isTTY: false }, {}],
    [{ ...terminal, columns: 12 }, {}],
    [{ ...terminal, rows: 3 }, {}],
    [{ ...terminal, write: () => true }, {}],
    [terminal, { CI: 'true' }],
    [terminal, { TERM: 'dumb' }],
    [terminal, { PLAYWRIGHT_FORCE_TTY: '0' }],
  ] as const)
    assert.ok(!takesRegion(output, env), JSON.stringify([output, env]));
});
