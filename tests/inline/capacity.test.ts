import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { firstRight } from '../first-right.js';
import { configFile, specFile } from './files.js';
import { type InlineProject, inlineProject, readVerdict } from './run-inline.js';
import { wasStarved } from './sound-run.js';

/** A search that a starved machine kept from its end is repeated; what it left open in one that ended is told. */
const search = (project: InlineProject) =>
  firstRight(
    () => project.start().ended,
    (result) => result.exitCode === 0 || !wasStarved(result),
    2,
  );

describe('a search for the capacity', () => {
  it('finds a known knee, both sides confirmed, and says what a buyer needs', async () => {
    // A room of 2 has 2 subscriptions of 30 video and 50 audio packets a second: 160. The cap lies between 1 and 2 rooms.
    const project = inlineProject('knee', {
      'playwright.config.ts': configFile(`openvidu: { embedded: { faults: { forwardCapPacketsPerSecond: 240 } } }`),
      'capacity.spec.ts': specFile(`
        capacityTest('how many rooms of 2?', {
          topology: nToN(2),
          upTo: { sessions: 3 },
          media: { video: '180p' },
          hold: '10s', settle: '1s', settleLimit: '3s', joinsPerSecond: 20,
          thresholds: { joinTime: ['p95 < 5000'], 'video.residualLoss': ['p95 < 0.02'] },
          atLeast: { sessions: 1 },
          sizing: { sessions: 8 },
        });
      `),
    });
    const { exitCode, output } = await search(project);
    assert.equal(exitCode, 0, output);
    const { capacity, sizing, steps = [] } = readVerdict(project).scenarios[0] ?? {};
    assert.ok(capacity && Math.abs(capacity.sessions - 1) <= 1, JSON.stringify(capacity));
    assert.equal(capacity.lowerBound, capacity.limitedBy?.kind === 'inconclusive', JSON.stringify(capacity));
    assert.equal(capacity.mediaConnections, capacity.sessions * 4);
    assert.ok(steps.length <= 9, 'no level more than three times');
    assert.equal(
      steps.filter(({ sessions, verdict }) => sessions === capacity.sessions && verdict === 'passed').length >= 2,
      true,
    );
    assert.match(
      output,
      new RegExp(`Capacity: .*${capacity.sessions} sessions? · ${capacity.participants} participants`),
    );
    assert.match(output, /Sizing at 70 % of capacity: /);
    assert.equal(sizing?.nodes[0]?.sessions, 8);
  });

  it('finds a known join rate', async () => {
    // The server answers 10 joins a second. Of 40 participants that come at 12 a second the last waits 40 / 10 - 40 / 12 = 0.67 s.
    const project = inlineProject('join-rate', {
      'playwright.config.ts': configFile(`openvidu: { embedded: { faults: { joinsPerSecond: 10 } } }`),
      'capacity.spec.ts': specFile(`
        capacityTest('how many joins per second?', {
          topology: nToN(2),
          upTo: { joinsPerSecond: 12 }, from: 4, step: 4, sessions: 20,
          media: { video: '180p' },
          hold: '10s', settle: '1s',
          thresholds: { joinTime: ['p95 < 400'] },
          atLeast: { joinsPerSecond: 8 },
        });
      `),
    });
    const { exitCode, output } = await search(project);
    assert.equal(exitCode, 0, output);
    const { capacity, steps = [] } = readVerdict(project).scenarios[0] ?? {};
    assert.equal(capacity?.joinsPerSecond, 8, output);
    // A starved generator leaves the level above open.
    assert.equal(capacity.lowerBound, capacity.limitedBy?.kind === 'inconclusive', JSON.stringify(capacity));
    if (!capacity.lowerBound) assert.equal(capacity.limitedBy?.metric, 'joinTime');
    const at = (rate: number) => steps.filter(({ joinsPerSecond }) => joinsPerSecond === rate);
    assert.ok(at(8).filter(({ verdict }) => verdict === 'passed').length >= 2, output);
    assert.ok(at(12).length >= 2 && at(12).every(({ metrics }) => metrics.joinTime!.p95 > 400), output);
    for (const { joinsPerSecond, metrics, participants } of steps)
      assert.equal(metrics.joinTime?.count, participants, `everyone joins anew at ${joinsPerSecond} a second`);
    assert.match(output, /Peak join rate: (at least )?8 joins per second/);
  });
});
