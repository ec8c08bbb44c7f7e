import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser, Page } from '@playwright/test';
import { Inbox } from '../../../src/participants/browser/inbox.js';
import { installCollector } from '../../../src/participants/browser/index.js';
import type { PeerReport, StatsMessage } from '../../../src/participants/browser/page-messages.js';
import { type PageServer, startPageServer } from '../../../src/participants/browser/page-server.js';
import { pageSource } from '../../../src/participants/browser/page-source.js';
import { launchChromium } from './launch.js';
import { connectLoopback } from './loopback-page.js';
import { Messages } from './messages.js';

const framesDecoded = ({ reports }: StatsMessage): number =>
  Math.max(0, ...reports.flatMap(({ stats }) => stats.map((stat) => Number(stat.framesDecoded ?? 0))));
const typesOf = (report: PeerReport | undefined) => new Set(report?.stats.map((stat) => stat.type));

describe('the collector', () => {
  let browser: Browser;
  let server: PageServer;
  let page: Page;
  let messages: Messages;

  before(async () => {
    [browser, server] = await Promise.all([launchChromium(), startPageServer()]);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
  beforeEach(async () => {
    const context = await browser.newContext();
    messages = new Messages();
    await installCollector(context, messages.push);
    page = await context.newPage();
    await page.goto(server.url);
  });
  afterEach(() => page.context().close());

  it('reports the peer connections of a page that knows nothing of it', async () => {
    await connectLoopback(page);
    const { reports } = await messages.stats((message) => framesDecoded(message) >= 30);
    const [sender, receiver] = reports;
    assert.deepEqual([sender?.peer, receiver?.peer, sender?.name, receiver?.name], [1, 2, undefined, undefined]);
    assert.deepEqual(typesOf(receiver), new Set(['inbound-rtp']));
    assert.ok(typesOf(sender).has('outbound-rtp') && typesOf(sender).has('media-source'));
  });

  it('tells the first packet of sound and the first frame of a picture, once each', async () => {
    const before = Date.now();
    const first = messages.stats(({ firstMedia }) => firstMedia.some(({ kind }) => kind === 'video'));
    await connectLoopback(page);
    const { firstMedia } = await first;
    assert.deepEqual(firstMedia.map(({ peer, kind }) => `${peer} ${kind}`).sort(), ['2 audio', '2 video']);
    for (const { at } of firstMedia) assert.ok(at >= before && at <= Date.now());
    const later = await messages.stats((message) => framesDecoded(message) >= 45);
    assert.deepEqual(later.firstMedia, []);
  });

  it('gives samples of the participants that the page names', async () => {
    await page.evaluate(() => {
      window.playwrightOpenviduCollector!.nameOf = (connection) =>
        connection === window.sender ? { publishes: true } : { from: 5, subscribedAt: Date.now() };
    });
    await connectLoopback(page);
    const inbox = new Inbox();
    await messages.stats((message) => {
      inbox.receive(message);
      return framesDecoded(message) >= 60;
    });
    const samples = inbox.takeSamples();
    const video = samples.filter((sample) => sample.direction === 'inbound' && sample.kind === 'video').at(-1);
    assert.ok(video?.direction === 'inbound' && video.from === 5 && video.frameHeight === 480);
    assert.ok(video.framesDecoded! >= 60 && video.bytesReceived > 10_000);
    const sent = samples.filter((sample) => sample.direction === 'outbound' && sample.kind === 'video').at(-1);
    assert.ok(sent?.direction === 'outbound' && sent.framesSent! >= 30 && sent.sourceFramesPerSecond! > 20);
    assert.deepEqual(
      inbox
        .takeFirstFrames()
        .map(({ from, kind }) => `${from} ${kind}`)
        .sort(),
      ['5 audio', '5 video'],
    );
  });

  it('gives samples of the participants whose tracks one peer connection receives', async () => {
    await page.evaluate(() => {
      window.playwrightOpenviduCollector!.nameOf = (connection) =>
        connection === window.sender ? { publishes: true } : undefined;
      window.playwrightOpenviduCollector!.nameOfTrack = (trackId) => {
        const found = window.receiver?.getReceivers().find(({ track }) => track.id === trackId);
        return found && { from: found.track.kind === 'video' ? 7 : 8, subscribedAt: 1 };
      };
    });
    await connectLoopback(page);
    const inbox = new Inbox();
    await messages.stats((message) => {
      inbox.receive(message);
      return framesDecoded(message) >= 30;
    });
    const samples = inbox.takeSamples();
    const inbound = samples.filter((sample) => sample.direction === 'inbound');
    assert.deepEqual(new Set(inbound.map(({ from, kind }) => `${from} ${kind}`)), new Set(['7 video', '8 audio']));
    assert.ok(samples.some(({ direction }) => direction === 'outbound'));
    const first = inbox.takeFirstFrames().map(({ from, kind }) => `${from} ${kind}`);
    assert.deepEqual(first.sort(), ['7 video', '8 audio']);
  });

  it('leaves a page its RTCPeerConnection', async () => {
    const look = () => {
      class Own extends RTCPeerConnection {}
      const [plain, own] = [new RTCPeerConnection(), new Own()];
      return {
        instances: plain instanceof RTCPeerConnection && own instanceof Own && own instanceof RTCPeerConnection,
        statics: typeof RTCPeerConnection.generateCertificate,
        prototype: Object.getPrototypeOf(plain) === RTCPeerConnection.prototype,
      };
    };
    const seen = await page.evaluate(pageSource(look, undefined));
    assert.deepEqual(seen, { instances: true, statics: 'function', prototype: true });
  });

  it('forgets peer connections that were closed', async () => {
    await connectLoopback(page);
    await messages.stats(({ reports }) => reports.length === 2);
    await page.evaluate(() => window.receiver.close());
    const { reports } = await messages.stats((message) => message.reports.length < 2);
    assert.deepEqual(
      reports.map(({ peer }) => peer),
      [1],
    );
  });

  it('lets media flow in a page whose policy forbids its worker', async () => {
    await page.route('**/guarded', (route) =>
      route.fulfill({
        contentType: 'text/html',
        headers: { 'content-security-policy': "worker-src 'none'" },
        body: '',
      }),
    );
    await page.goto(`${server.url}guarded`);
    await connectLoopback(page);
    await messages.stats((message) => framesDecoded(message) >= 30);
  });

  it('works in a frame of a page', async () => {
    await page.evaluate(async () => {
      const frame = document.createElement('iframe');
      frame.src = location.href;
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      document.body.append(frame);
      await loaded;
      const inner = frame.contentWindow as Window & typeof globalThis;
      inner.sender = new inner.RTCPeerConnection();
      inner.sender.addTransceiver('audio');
    });
    const { reports } = await messages.stats(({ reports }) => reports.length > 0);
    assert.deepEqual(
      reports.map(({ peer }) => peer),
      [1],
    );
  });
});
