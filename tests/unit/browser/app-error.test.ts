import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inspect } from 'node:util';
import { appError } from '../../../src/participants/browser/app/app-error.js';

const token = 'wss://host:4443?sessionId=s&token=tok_SECRET';
const context = { participant: 2, host: 'host:4443', token, app: 'https://app.example.com/room' };

it('the error of an app tells no token, whatever went wrong', () => {
  const hash = `#token=${encodeURIComponent(token)}`;
  for (const [thrown, died, code] of [
    [
      new Error(`page.goto: net::ERR_ABORTED at https://app.example.com/room${hash}\nCall log`),
      undefined,
      'UNREACHABLE',
    ],
    [new Error(`page.waitForURL: https://app.example.com/room${hash} was not left`), undefined, 'APP_FAILED'],
    [new Error(`page.click: closed at https://app.example.com/room${hash}`), 'its page crashed', 'BROWSER_CRASHED'],
  ] as const) {
    const error = appError(thrown, context, died);
    assert.equal(error.code, code);
    assert.doesNotMatch(inspect(error), /SECRET/);
  }
});
