import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LoadError } from '../../../src/model/errors.js';
import { Faults } from '../../../src/server/faults/faults.js';
import { JoinPace } from '../../../src/server/faults/join-pace.js';
import { parseFaults, resolveFaults } from '../../../src/server/faults/parse-faults.js';

function invalid(...mistakes: RegExp[]): (thrown: unknown) => boolean {
  return (thrown) => {
    assert.ok(thrown instanceof LoadError);
    assert.equal(thrown.code, 'INVALID_CONFIG');
    for (const mistake of mistakes) assert.match(thrown.message, mistake);
    return true;
  };
}

describe('Settings of faults', () => {
  it('are read from a command line', () => {
    const settings = parseFaults([
      'packetLoss=ratio:0.05,on:subscriber,to:3,residual:true',
      'dropSubscription=from:0,to:1,session:42',
      'swapStreams=a:0,b:1',
      'cpuPerPacketMicros=200',
    ]);
    assert.deepEqual(settings, {
      packetLoss: { ratio: 0.05, on: 'subscriber', to: 3, residual: true },
      dropSubscription: { from: 0, to: 1, session: '42' },
      swapStreams: { a: 0, b: 1 },
      cpuPerPacketMicros: 200,
      seed: 1,
    });
  });

  it('get their defaults', () => {
    assert.deepEqual(resolveFaults({ freezeStream: { from: 2 } }), {
      freezeStream: { from: 2, afterSeconds: 0 },
      seed: 1,
    });
  });

  it('are refused with every mistake at once and the names that exist', () => {
    assert.throws(
      () => parseFaults(['packetLoss', 'dropSubscription=from']),
      invalid(/"packetLoss" is not name=value/, /"from" is not key:value/, /forwardCapPacketsPerSecond/),
    );
    assert.throws(
      () => parseFaults(['packetLoss=ratio:2,on:both', 'joinDelayMs=-1', 'noise=1']),
      invalid(/packetLoss\.ratio/, /packetLoss\.on/, /joinDelayMs/, /noise/),
    );
    assert.throws(() => resolveFaults({ swapStreams: { a: 1, b: 1 } }), invalid(/swapStreams\.b.*another participant/));
    assert.throws(() => resolveFaults('none'), invalid(/object/));
  });

  it('are described in one phrase each', () => {
    const faults = new Faults({
      packetLoss: { ratio: 0.05, on: 'publisher', from: 1 },
      dropSubscription: { from: 0, to: 3, session: 'room' },
      freezeStream: { from: 2, afterSeconds: 10 },
      lowFrameRate: { from: 0, to: 1, framesPerSecond: 5 },
      forwardCapPacketsPerSecond: 5000,
      cpuPerPacketMicros: 120,
      joinDelayMs: 500,
      joinsPerSecond: 12.5,
      delay: { ms: 200, to: 1 },
      jitter: { ms: 15 },
      bandwidthCapKbps: { kbps: 300 },
      swapStreams: { a: 0, b: 1, to: 2 },
      refuseJoins: { after: 6 },
    });
    assert.deepEqual(faults.phrases(), [
      "5 % packet loss on the publisher's leg from participant 1",
      'one subscription dropped from participant 0 to participant 3 in sessions named "room"',
      'video frozen after 10 s from participant 2',
      'video at 5 fps from participant 0 to participant 1',
      'packets delayed by 200 ms to participant 1',
      'jitter of 15 ms',
      'at most 300 kbps per subscription',
      'streams of participants 0 and 1 swapped to participant 2',
      'joins refused after 6 participants',
      'at most 5000 packets forwarded per second',
      '120 µs of CPU burned per forwarded packet',
      'at most 12.5 joins answered per second',
      'joins delayed by 500 ms',
    ]);
    assert.deepEqual(new Faults().phrases(), []);
    assert.deepEqual(new Faults({ freezeStream: { from: 0, forSeconds: 3 } }).phrases(), [
      'video frozen after 0 s for 3 s from participant 0',
    ]);
  });

  it('can answer joins one after the other at a rate', () => {
    const pace = new JoinPace();
    const waits = [0, 0, 0, 50, 1000].map((atMs) => pace.enter(10, atMs));
    assert.deepEqual(waits, [0, 100, 200, 250, 0]);
  });

  it('are replaced as a whole, or not at all', () => {
    const faults = new Faults({ joinDelayMs: 5 });
    const version = faults.version;
    assert.throws(() => faults.replace({ joinDelayMs: 'long' }), LoadError);
    assert.deepEqual([faults.version, faults.settings.joinDelayMs], [version, 5]);
    faults.replace({ cpuPerPacketMicros: 1 });
    assert.notEqual(faults.version, version);
    assert.deepEqual(faults.settings, { cpuPerPacketMicros: 1, seed: 1 });
  });
});
