import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, mock, test } from 'node:test';
import type { Peer, PeerListener, PeerState } from '../../../src/participants/native/peer/peer.js';
import { PeerLink } from '../../../src/participants/native/peer/peer-link.js';
import { RpcError } from '../../../src/participants/native/signalling/rpc-error.js';

/** A peer that gets its states from the test. */
class FakePeer {
  state: PeerState = 'connecting';
  readonly candidates: string[] = [];
  constructor(private readonly listener: PeerListener) {}
  become(state: PeerState): void {
    this.state = state;
    this.listener.onState(state);
  }
  addCandidate(candidate: string): void {
    this.candidates.push(candidate);
  }
  receive(text: string): void {
    this.listener.onPacket(Buffer.from(text));
  }
  send(packet: Buffer): boolean {
    heard.push(`sent ${packet}`);
    return true;
  }
  connect(): void {
    heard.push('connect');
  }
  close(): void {
    this.state = 'closed';
    heard.push('close');
  }
}

let peers: FakePeer[];
let heard: string[];
let negotiate: () => Promise<void>;
let link: PeerLink;

describe('a link', () => {
  afterEach(() => mock.timers.reset());
  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    peers = [];
    heard = [];
    negotiate = async () => undefined;
    link = new PeerLink({
      createPeer: (listener) => {
        const peer = new FakePeer(listener);
        peers.push(peer);
        return peer as unknown as Peer;
      },
      negotiate: () => negotiate(),
      sendCandidate: () => undefined,
      onPacket: (packet) => heard.push(`packet ${packet}`),
      onUp: () => heard.push('up'),
      onDown: () => undefined,
      onReconnecting: () => heard.push('reconnecting'),
      onReconnected: () => heard.push('reconnected'),
    });
  });

  /** Lets all promise callbacks run. */
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

  async function openLink(): Promise<void> {
    const open = link.open();
    await settle();
    peers[0]!.become('connected');
    await open;
    heard.length = 0;
  }

  test('opens when negotiated and connected, in either order', async () => {
    const open = link.open();
    await settle();
    peers[0]!.become('connected');
    await open;
    assert.deepEqual(heard, ['connect', 'up']);
  });

  test('candidates that come before there is a peer reach it', async () => {
    link.addCandidate('early');
    await openLink();
    link.addCandidate('late');
    assert.deepEqual(peers[0]!.candidates, ['early', 'late']);
  });

  test('packets pass in both directions once there is a connection', async () => {
    assert.equal(link.send(Buffer.from('too early')), false);
    await openLink();
    assert.equal(link.send(Buffer.from('out')), true);
    peers[0]!.receive('in');
    assert.deepEqual(heard, ['sent out', 'packet in']);
  });

  test('a set-up that fails is tried once more, and reported', async () => {
    const open = link.open();
    await settle();
    peers[0]!.become('failed');
    await settle();
    peers[1]!.become('connected');
    await open;
    assert.deepEqual(heard, ['connect', 'close', 'reconnecting', 'connect', 'up', 'reconnected']);
  });

  test('a set-up that fails twice, by failure or by time, is an error with a cure', async () => {
    const open = link.open();
    const failed = assert.rejects(open, { code: 'CONNECTION_LOST', message: /not connected within 10 s.*UDP ports/ });
    await settle();
    peers[0]!.become('closed');
    await settle();
    mock.timers.tick(10_000);
    await failed;
    assert.equal(peers.length, 2);
    assert.equal(peers[1]!.state, 'closed');
  });

  test('a refusal of the server is not tried again', async () => {
    negotiate = async () => {
      throw new RpcError(105, 'not streaming');
    };
    await assert.rejects(link.open(), { code: 105 });
    assert.equal(peers.length, 1);
    assert.equal(peers[0]!.state, 'closed');
  });

  test('an interruption of less than 4 s is waited out', async () => {
    await openLink();
    peers[0]!.become('disconnected');
    mock.timers.tick(3_900);
    peers[0]!.become('connected');
    mock.timers.tick(10_000);
    assert.equal(peers.length, 1);
    assert.deepEqual(heard, ['up']);
  });

  test('a longer one is replaced by another connection; failures are tried again until it works', async () => {
    await openLink();
    peers[0]!.become('disconnected');
    negotiate = async () => {
      throw new RpcError(undefined, 'the socket is closed');
    };
    mock.timers.tick(4_000);
    await settle();
    assert.equal(peers.length, 2);
    negotiate = async () => undefined;
    mock.timers.tick(4_000);
    await settle();
    peers[2]!.become('connected');
    await settle();
    assert.deepEqual(
      heard.filter((what) => !['close', 'connect'].includes(what)),
      ['reconnecting', 'up', 'reconnected'],
    );
  });

  test('after signalling came back a connection that is not up is replaced at once, one that is up stays', async () => {
    await openLink();
    link.recheck();
    assert.equal(peers.length, 1);
    peers[0]!.become('disconnected');
    link.recheck();
    await settle();
    assert.equal(peers.length, 2);
  });

  test('closed while it is set up: no retry, nothing left', async () => {
    const open = link.open();
    const failed = assert.rejects(open, { code: 'ABORTED' });
    await settle();
    link.close();
    await failed;
    assert.equal(peers.length, 1);
    assert.equal(peers[0]!.state, 'closed');
  });
});
