import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redisUrlMistake } from '../../../src/model/redis-address.js';

test('the address of a Redis', () => {
  for (const url of ['redis://h', 'rediss://u:p%40ss%2F%25@h:1/2']) assert.equal(redisUrlMistake(url), undefined, url);
  for (const [url, mistake] of [
    ['h:6379', /begins with h:/],
    ['not an address', /cannot be read/],
    ['redis://', /names no host/],
    ['redis://:100%@h', /has a % that begins no escape; expected .* % in a password written as %40, %2F and %25/],
    ['redis://50%off:p@h', /has a % that begins no escape/],
  ] as const)
    assert.match(redisUrlMistake(url) ?? '', mistake, url);
  assert.doesNotMatch(redisUrlMistake('redis://:hunter2%@h') ?? '', /hunter2/);
});
