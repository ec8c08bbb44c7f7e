import assert from 'node:assert/strict';
import { test } from 'node:test';
import { printable } from '../../../src/model/printable.js';

/** As GitHub's runner looks at a line: first the newer form, then the older. */
const isCommand = (line: string) => /^\s*::[a-z-]+( [^:]*)?::/i.test(line) || /##\[[a-z-]+[^\]]*\]/i.test(line);

test('no line is a command of a CI system', () => {
  const text = [
    '::error::no',
    '   ::set-output name=a::b',
    '\u00a0\u3000::add-mask::x',
    'a\r::error::behind a carriage return',
    'a\u2028::error::behind a line separator',
    'before ##[error]older form',
    '##vso[task.setvariable variable=a]b',
    "##teamcity[buildProblem description='x']",
    '\u001b[2K::error::behind an escape',
  ];
  const printed = printable(text.join('\n'));
  assert.deepEqual(
    printed.split('\n').filter((line) => isCommand(line) || /##\w*\[/.test(line)),
    [],
    printed,
  );
  assert.match(printed, /^: :error::no$/m);
  assert.equal(printable('at 12::34, ## heading'), 'at 12::34, ## heading');
});

test('nothing moves the cursor, and lines stay', () => {
  assert.equal(printable('a\u001b[2A\u001b[31mb\u001b]0;title\u0007\tc\u0000d\n e\r\n'), 'ab    c d\n e\n');
});

test('colours stay where they are wanted, and end with the text', () => {
  const text = 'a \u001b[31mred\u001b[2J\n';
  assert.equal(printable(text, { styles: true }), 'a \u001b[31mred\u001b[0m\n');
  assert.equal(printable('plain\n', { styles: true }), 'plain\n');
  assert.equal(printable('\u001b[8m::error::no', { styles: true }), '\u001b[8m::error::no\u001b[0m');
});
