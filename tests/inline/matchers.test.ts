import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { configFile, specFile } from './files.js';
import { inlineProject } from './run-inline.js';

/** A speaker, and a viewer who sees him through a fault of the server. */
const talk = (title: string, body: string) => `
  test('${title}', async ({ openvidu, join }) => {
    const session = await openvidu.createSession();
    const speaker = await join(await session.createToken({ role: 'PUBLISHER' }), { publish: true, video: '180p' });
    const viewer = await join(await session.createToken({ role: 'SUBSCRIBER' }));
    ${body}
  });
`;
const withFault = (fault: string) => configFile(`openvidu: { embedded: { faults: ${fault} } }`);
const plain = (output: string) => output.replaceAll(/\s+/g, ' ');

describe('matchers on media that is well', () => {
  it('pass, and their negations say what they found', async () => {
    const project = inlineProject('matchers-well', {
      'playwright.config.ts': configFile(''),
      'talk.spec.ts': specFile(
        talk(
          'well',
          `console.log('said by the test');
           console.error('and loudly');
           await expect(viewer).toReceiveVideoFrom(speaker, { minFramesPerSecond: 24 });
           await expect(viewer).toReceiveAudioFrom(speaker);
           await expect(viewer).toHaveLatencyBelow(2000, { from: speaker });
           await expect(viewer).toHaveNoFreezes({ over: '3s' });
           await expect([viewer, speaker]).toMeet({ 'video.framesPerSecond': ['p5 >= 20'], 'video.residualLoss': ['max < 0.01'], joinTime: ['max < 20000'], sendBitrate: ['min > 10'] });`,
        ) +
          talk(
            'soft negations',
            `await expect(viewer).toHaveNoFreezes({ over: '3s' });
             await expect.soft(viewer).not.toHaveLatencyBelow(5000, { within: '1s' });
             await expect.soft(viewer).not.toMeet({ 'video.framesPerSecond': ['p5 >= 5'] }, { within: '1s' });`,
          ),
      ),
    });
    const { exitCode, output } = await project.start().ended;
    assert.equal(exitCode, 1, output);
    assert.match(output, /✓ talk\.spec\.ts › well/);
    assert.match(output, /^said by the test$/m);
    assert.match(output, /^and loudly$/m);
    assert.match(plain(output), /video of everyone → participant 1 \(native\): toHaveLatencyBelow/);
    assert.match(plain(output), /Expected: not less than 5000 ms in every second of 3s, within 1s/);
    assert.match(plain(output), /participant 0 → participant 1 \(native\): \d+ ms \(\d+ samples\)/);
    assert.match(plain(output), /Expected: not video\.framesPerSecond p5 >= 5 over 5s, within 1s/);
  });
});

describe('matchers on media in trouble', () => {
  it('name the stream, what was expected and what was received', async () => {
    const project = inlineProject('matchers-trouble', {
      'playwright.config.ts': withFault('{ freezeStream: { from: 0, afterSeconds: 4 } }'),
      'talk.spec.ts': specFile(
        talk(
          'frozen',
          `await expect(viewer).toReceiveVideoFrom(speaker);
           await expect(viewer).not.toReceiveVideoFrom(speaker, { within: '15s' });
           await expect.soft(viewer).toHaveNoFreezes({ over: '3s', within: '4s' });
           await expect.soft(viewer).toMeet({ 'video.framesPerSecond': ['p5 >= 24'] }, { over: '3s', within: '1s' });
           await expect.soft(viewer).not.toHaveLatencyBelow(500, { within: '1s' });`,
        ),
      ),
    });
    const { exitCode, output } = await project.start().ended;
    assert.equal(exitCode, 1, output);
    const text = plain(output);
    assert.match(text, /toHaveNoFreezes Expected: no freeze for 3s, within 4s Received: participant 0 → participant 1/);
    assert.match(text, /frozen for 100\.0 % of 3s \(\d+ samples\)/);
    assert.match(text, /0 of 1 thresholds met over 2 streams video\.framesPerSecond: p5 over 1 stream is 0/);
    assert.match(text, /toHaveLatencyBelow.*latency not measured/);
  });

  it('see a participant’s line go and come back', async () => {
    const project = inlineProject('matchers-line', {
      'playwright.config.ts': configFile(''),
      'talk.spec.ts': specFile(
        talk(
          'line',
          `await expect(viewer).toReceiveVideoFrom(speaker);
           await speaker.impair('call drop');
           await expect(viewer).not.toReceiveVideoFrom(speaker);
           await speaker.impair({ latency: 150 });
           await expect(viewer).toReceiveVideoFrom(speaker, { minFramesPerSecond: 20 });
           await expect(viewer).not.toHaveLatencyBelow(150);
           await expect(() => speaker.impair('5G' as never)).toThrow(/impair has a mistake.*network: expected one of '3G'/s);`,
        ),
      ),
    });
    const { exitCode, output } = await project.start().ended;
    assert.equal(exitCode, 0, output);
  });

  it('refuse a metric of whole load tests, and a window', async () => {
    const project = inlineProject('matchers-refused', {
      'playwright.config.ts': configFile(''),
      'talk.spec.ts': specFile(
        talk('alien', `await expect(viewer).toMeet({ missingStreams: ['max == 0'] });`) +
          talk('window', `await expect(viewer).toMeet({ joinTime: [{ check: 'max < 5000', after: 'step 1' }] });`),
      ),
    });
    const { exitCode, output } = await project.start().ended;
    assert.equal(exitCode, 1, output);
    assert.match(plain(output), /toMeet: missingStreams belongs to a whole load test/);
    assert.match(plain(output), /toMeet has a mistake.*after step 1' has a window, which only a load test has/);
  });
});
