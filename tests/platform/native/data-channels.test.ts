import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { OfferedChannel } from '../../../src/participants/native/peer/data-channels.js';
import { offeredMedia } from '../../../src/participants/native/peer/media-lines.js';
import { Peer, type PeerListener } from '../../../src/participants/native/peer/peer.js';
import { midOf, parseSdp } from '../../../src/wire/sdp.js';
import { eventually } from './deployment.js';

const source = { ssrc: 7, cname: 'me', streamId: 'me' };
const media = offeredMedia({ audio: source, video: { ...source, ssrc: 8 } });
const channels: OfferedChannel[] = [
  { label: 'sure', reliable: true },
  { label: 'fast', reliable: false },
];

let peers: Peer[] = [];
let heard: string[] = [];
afterEach(() => {
  for (const peer of peers) peer.close();
  peers = [];
  heard = [];
});

/** One end of a connection over loopback, which hears the channels of one label. */
function newPeer(name: string, other: () => Peer, label?: string): Peer {
  const onMessage = (message: Buffer) => heard.push(`${name} ${message}`);
  const listener: PeerListener = {
    onCandidate: (candidate) => other().addCandidate(candidate),
    onState: () => undefined,
    onPacket: (packet) => heard.push(`${name} packet of ${packet.length}`),
    ...(label !== undefined && { channels: { label, onMessage } }),
  };
  const peer = new Peer(name, { iceServers: [], bindAddress: '127.0.0.1' }, listener);
  peers.push(peer);
  return peer;
}

const linesOf = (sdp: string) => parseSdp(sdp)!.media.map((section) => `${section.kind} ${midOf(section)}`);

for (const [what, offered] of [
  ['beside media', media],
  ['alone', []],
] as const)
  test(`data channels ${what} carry messages, and those of the label that is wanted are heard`, async () => {
    const one: Peer = newPeer('one', () => other, 'sure');
    const other: Peer = newPeer('other', () => one, 'sure');
    const offer = one.offer(offered, channels);
    assert.deepEqual(linesOf(offer).at(-1), `application ${offered.length}`);
    one.acceptAnswer(other.answerChanging(offer));
    assert.equal(one.sendMessage('sure', Buffer.from('too early')), false);
    one.connect();
    other.connect();
    await eventually('both channels are open', () => {
      const open = one.sendMessage('fast', Buffer.from('unheard')) && one.sendMessage('sure', Buffer.from('hello'));
      return open || undefined;
    });
    await eventually('the message arrives', () => heard.find((message) => message === 'other hello'));
    assert.ok(!heard.some((message) => /unheard|early/.test(message)), heard.join());
    one.close();
    assert.equal(one.sendMessage('sure', Buffer.from('too late')), false);
  });

test('without a listener there are no data channels in an offer', () => {
  const peer: Peer = newPeer('one', () => peer);
  assert.deepEqual(linesOf(peer.offer(media)), ['audio 0', 'video 1']);
});
