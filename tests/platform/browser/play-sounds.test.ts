import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from '@playwright/test';
import { playSounds } from '../../../src/participants/browser/page/play-sounds.js';
import { pageSource } from '../../../src/participants/browser/page-source.js';
import { eventually } from './eventually.js';
import { launchChromium } from './launch.js';

const lookEveryMs = 1000;

/** A page that gets the sound of its microphone from itself, by WebRTC, as `track`. */
async function loopback(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const [from, to] = [new RTCPeerConnection(), new RTCPeerConnection()];
    from.onicecandidate = ({ candidate }) => void to.addIceCandidate(candidate ?? undefined);
    to.onicecandidate = ({ candidate }) => void from.addIceCandidate(candidate ?? undefined);
    const came = new Promise<MediaStreamTrack>((resolve) => {
      to.ontrack = ({ track }) => resolve(track);
    });
    const [microphone] = (await navigator.mediaDevices.getUserMedia({ audio: true })).getAudioTracks();
    from.addTrack(microphone!);
    await from.setLocalDescription();
    await to.setRemoteDescription(from.localDescription!);
    await to.setLocalDescription();
    await from.setRemoteDescription(to.localDescription!);
    Object.assign(window, { receiver: to, track: await came });
  });
}

const decoded = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const stats = [...(await (window as unknown as { receiver: RTCPeerConnection }).receiver.getStats()).values()];
    return (stats.find(({ type }) => type === 'inbound-rtp')?.totalSamplesReceived as number | undefined) ?? 0;
  });

describe('received sound in a participant page', () => {
  let browser: Browser;
  let page: Page;
  before(async () => {
    browser = await launchChromium();
    const context = await browser.newContext({ permissions: ['microphone'] });
    await context.route('https://page.test/', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
    // How often a sound was played; a page may set how many of these come to nothing, as in a browser that gets no time.
    await context.addInitScript(() => {
      const { play } = HTMLMediaElement.prototype;
      Object.assign(window, { plays: 0, lost: 0 });
      HTMLMediaElement.prototype.play = function () {
        const counts = window as unknown as { plays: number; lost: number };
        counts.plays++;
        Object.assign(window, { sound: this });
        return counts.plays > counts.lost ? play.call(this) : Promise.resolve();
      };
    });
    await context.addInitScript(pageSource(playSounds, { lookEveryMs }));
    page = await context.newPage();
  });
  after(() => browser?.close());

  const open = async (lost: number) => {
    await page.goto('https://page.test/');
    await loopback(page);
    await page.evaluate((lost) => {
      const shown = window as unknown as { lost: number; track: MediaStreamTrack; end: () => void };
      shown.lost = lost;
      shown.end = window.playwrightOpenviduSounds!.play(() => shown.track);
    }, lost);
  };
  const plays = () => page.evaluate(() => (window as unknown as { plays: number }).plays);

  it('is played and decoded until it is ended, and left alone', async () => {
    await open(0);
    await eventually(
      () => decoded(page),
      (samples) => samples > 4 * 48_000,
    );
    // Once more where the browser got no time for a second.
    assert.ok((await plays()) <= 2, `${await plays()} times`);
    await page.evaluate(() => (window as unknown as { end: () => void }).end());
  });

  it('is played again where it did not begin, until it does', async () => {
    await open(2);
    const playedSeconds = () =>
      page.evaluate(() => (window as unknown as { sound: HTMLAudioElement }).sound.currentTime);
    await eventually(playedSeconds, (seconds) => seconds > 0.5);
    assert.ok((await plays()) >= 3, `${await plays()} times`);
    assert.ok((await decoded(page)) > 0);
  });
});
