import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Inbox } from '../../../src/participants/browser/inbox.js';
import type { PeerReport, StatsMessage } from '../../../src/participants/browser/page-messages.js';

const stats = (message: Partial<StatsMessage>): StatsMessage => ({
  type: 'stats',
  reports: [],
  firstMedia: [],
  ...message,
});
const received = (report: Partial<PeerReport> = {}): PeerReport => ({
  peer: 1,
  name: { from: 2, subscribedAt: 100 },
  stats: [
    {
      type: 'inbound-rtp',
      id: 'I',
      timestamp: 1000,
      trackId: 'track',
      kind: 'video',
      bytesReceived: 1,
      packetsReceived: 1,
      packetsLost: 0,
    },
  ],
  ...report,
});

describe('Inbox', () => {
  it('gives samples once, oldest first', () => {
    const inbox = new Inbox();
    inbox.receive(stats({ reports: [received()] }));
    inbox.receive(stats({ reports: [received({ name: { from: 3, subscribedAt: 100 } })] }));
    assert.deepEqual(
      inbox.takeSamples().map((sample) => sample.direction === 'inbound' && sample.from),
      [2, 3],
    );
    assert.deepEqual(inbox.takeSamples(), []);
  });

  it('gives signals once, and nothing that only looks like one', () => {
    const inbox = new Inbox();
    const texts = ['2 7 1000.000 ', 'hello', '{}'];
    inbox.receive({ type: 'signals', received: texts.map((text) => ({ text, at: 1020 })) });
    assert.deepEqual(inbox.takeSignals(), [{ from: 2, number: 7, at: 1020, latencyMs: 20 }]);
    assert.deepEqual([inbox.takeSignals(), inbox.takeEvents()], [[], []]);
  });

  it('leaves out peer connections that nobody named', () => {
    const inbox = new Inbox();
    const { name: _, ...unnamed } = received();
    inbox.receive(stats({ reports: [unnamed] }));
    assert.deepEqual(inbox.takeSamples(), []);
  });

  it('tells the first frame of a subscription once, and that of the next subscription again', () => {
    const inbox = new Inbox();
    const frame = (subscribedAt: number, at: number) =>
      stats({ firstMedia: [{ peer: 1, name: { from: 2, subscribedAt }, trackId: 't', kind: 'video', at }] });
    inbox.receive(frame(100, 350));
    inbox.receive(frame(100, 9000));
    inbox.receive(frame(10_000, 10_100));
    assert.deepEqual(inbox.takeFirstFrames(), [
      { from: 2, kind: 'video', timeToFirstFrameMs: 250 },
      { from: 2, kind: 'video', timeToFirstFrameMs: 100 },
    ]);
  });

  it('stays bounded when nobody takes', () => {
    const inbox = new Inbox();
    for (let second = 0; second < 3000; second += 1)
      inbox.receive(stats({ reports: Array.from({ length: 6 }, () => received()) }));
    assert.equal(inbox.takeSamples().length, 10_000);
  });

  it('takes nothing in once closed', () => {
    const inbox = new Inbox();
    inbox.close();
    inbox.receive({ type: 'disconnected', reason: 'disconnect', at: 1 });
    assert.deepEqual(inbox.takeEvents(), []);
  });
});
