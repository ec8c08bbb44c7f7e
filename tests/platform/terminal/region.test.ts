import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { skipWithoutTerminal, TestTerminal } from '../../terminal/terminal.js';

const child = fileURLToPath(new URL('./load-in-terminal.ts', import.meta.url));

const region = [
  '',
  '  会議室: rooms of 7                                            scenario 1 of 2',
  /^ {2}[█▏▎▍▌▋▊▉]*░+ \d s · about 3 min \d s left$/,
  '  step 3 of 6 · holding, 12 of 30 s',
  '  so far  ✓ 1  ✗ 2',
  '  3 sessions · 21 participants · 147 media connections',
  '  29.9 fps · 0.1 % loss · 252 of 252 streams flow',
];

function assertScreen(lines: readonly string[], expected: readonly (string | RegExp)[]): void {
  const shown = lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
  assert.equal(shown.length, expected.length, lines.join('\n'));
  for (const [i, line] of expected.entries())
    if (typeof line === 'string') assert.equal(shown[i], line, lines.join('\n'));
    else assert.match(shown[i]!, line, lines.join('\n'));
}

describe('the live region in a real terminal', { skip: skipWithoutTerminal, timeout: 120_000 }, () => {
  let terminal: TestTerminal;
  afterEach(() => terminal.process.kill());

  async function start(columns = 80, rows = 24): Promise<TestTerminal> {
    const { CI, NO_COLOR, FORCE_COLOR, NODE_TEST_CONTEXT, ...environment } = process.env;
    terminal = new TestTerminal([process.execPath, '--import', 'tsx', child], {
      columns,
      rows,
      environment: { ...environment, TERM: 'xterm-256color', TERM_PROGRAM: 'vscode', CI: '' },
    });
    await terminal.shows(/ready/);
    return terminal;
  }
  const say = (...words: string[]) => terminal.press(words.map((word) => `${word}\n`).join(''));

  it('stays below what others write, also where they change what they wrote', async () => {
    await start();
    say('begin');
    assertScreen(await terminal.shows(/flow/), ['ready', ...region]);
    say('line', 'error');
    const line = '  ✓  1 an ordinary test';
    assertScreen(await terminal.shows(/an error[\s\S]*flow/), ['ready', line, 'an error', ...region]);
    say('change');
    const changed = ['ready', '  ✘  1 an ordinary test that failed', 'an error'];
    assertScreen(await terminal.shows(/test that failed[\s\S]*flow/), [...changed, ...region]);
    say('end');
    assert.equal(await terminal.ended, 0);
    assertScreen(terminal.screen(), [...changed, 'the report']);
  });

  it('goes below a line that is not at its end, which goes on where it was', async () => {
    await start();
    say('dot', 'begin');
    assertScreen(await terminal.shows(/flow/), ['ready', '·', ...region]);
    say('dot', 'dot');
    assertScreen(await terminal.shows(/···[\s\S]*flow/), ['ready', '···', ...region]);
    say('end');
    await terminal.ended;
    assertScreen(terminal.screen(), ['ready', '···the report']);
  });

  it('waits while the cursor is at the right edge, where it would bring the next character out of its place', async () => {
    await start();
    say('edge', 'begin', 'dot');
    assertScreen(await terminal.shows(/flow/), ['ready', 'x'.repeat(80), '·', ...region]);
    say('end');
    await terminal.ended;
    assertScreen(terminal.screen(), ['ready', 'x'.repeat(80), '·the report']);
  });

  it('scrolls what is above it, and leaves nothing behind', async () => {
    await start(80, 14);
    say('begin', ...Array.from({ length: 20 }, () => 'line'));
    await terminal.shows(/test\n\n.*会議室[\s\S]*flow/);
    say('end');
    await terminal.ended;
    const lines = terminal.everything();
    assert.deepEqual(
      lines.filter((line) => line !== ''),
      ['ready', ...Array.from({ length: 20 }, () => '  ✓  1 an ordinary test'), 'the report'],
    );
  });

  it('fits a terminal that becomes narrow, low, and wide again', async () => {
    await start();
    say('begin');
    await terminal.shows(/flow/);
    await terminal.resize(40, 24);
    assertScreen(await terminal.shows(/147 m…[\s\S]*252 s…/), [
      'ready',
      '',
      '  会議室: rooms of 7    scenario 1 of 2',
      /^ {2}[█▏▎▍▌▋▊▉]*░+ \d s · about 3 min \d s left$/,
      '  step 3 of 6 · holding, 12 of 30 s',
      '  so far  ✓ 1  ✗ 2',
      '  3 sessions · 21 participants · 147 m…',
      '  29.9 fps · 0.1 % loss · 252 of 252 s…',
    ]);
    await terminal.resize(40, 6);
    await terminal.shows(/6 · holding, 12 of 30 s\n {2}so far {2}✓ 1 {2}✗ 2\n*$/);
    await terminal.resize(100, 24);
    await terminal.shows(/147 media connections/);
    say('end');
    await terminal.ended;
    assertScreen(terminal.screen(), ['ready', 'the report']);
  });

  for (const [what, act, shown] of [
    ['a crash', () => say('crash'), /Error: crashed/],
    ['Ctrl+C', () => terminal.press('\u0003'), /^ready\n*$/],
  ] as const)
    it(`is gone after ${what}, with the cursor as it was`, async () => {
      await start();
      say('begin');
      await terminal.shows(/flow/);
      act();
      assert.notEqual(await terminal.ended, 0);
      const text = terminal.everything().join('\n');
      assert.match(text, shown);
      assert.doesNotMatch(text, /media connections|░/);
      assert.equal(terminal.hidesCursor, false);
    });
});
