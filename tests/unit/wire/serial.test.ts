import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { SequenceUnwrapper, seqDelta, timestampDelta } from '../../../src/wire/serial.js';

describe('Serial arithmetic', () => {
  it('sees across the wrap of sequence numbers', () => {
    assert.equal(seqDelta(2, 65_534), 4);
    assert.equal(seqDelta(65_534, 2), -4);
    assert.equal(seqDelta(7, 7), 0);
    assert.equal(seqDelta(0x8000, 0), -32_768);
  });

  it('sees across the wrap of timestamps', () => {
    assert.equal(timestampDelta(3000, 0xffffffff), 3001);
    assert.equal(timestampDelta(0xffffffff, 3000), -3001);
  });

  it('is the difference for any two numbers less than half the circle apart', () => {
    fc.assert(
      fc.property(fc.nat(0xffff), fc.integer({ min: -32_768, max: 32_767 }), (from, step) => {
        assert.equal(seqDelta((from + step) & 0xffff, from), step);
      }),
    );
  });

  it('unwraps numbers that come out of order around the wrap', () => {
    const unwrapper = new SequenceUnwrapper();
    const unwrapped = [65_533, 65_535, 0, 65_534, 1, 3].map((number) => unwrapper.unwrap(number));
    assert.deepEqual(unwrapped, [65_533, 65_535, 65_536, 65_534, 65_537, 65_539]);
  });

  it('unwraps any walk of steps shorter than half the circle', () => {
    fc.assert(
      fc.property(
        fc.nat(0xffff),
        fc.array(fc.integer({ min: -32_767, max: 32_767 }), { maxLength: 50 }),
        (first, steps) => {
          const unwrapper = new SequenceUnwrapper();
          unwrapper.unwrap(first);
          let expected = first;
          for (const step of steps) {
            expected += step;
            assert.equal(unwrapper.unwrap(((expected % 65_536) + 65_536) % 65_536), expected);
          }
        },
      ),
    );
  });
});
