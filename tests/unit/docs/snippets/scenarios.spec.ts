import {
  arrivals,
  capacityTest,
  constant,
  customTopology,
  growing,
  loadTest,
  mix,
  nToM,
  nToN,
  ramp,
  soak,
  spike,
  stages,
  staircase,
} from 'playwright-openvidu';

// #region growing
loadTest('one session that grows', {
  topology: growing.nToM({ publishers: 2 }),
  load: staircase({ participants: { from: 10, to: 50, step: 10 }, hold: '20s' }),
});
// #endregion

// #region custom
loadTest('calls with a supervisor who whispers', {
  topology: customTopology('supervised call', [
    { publishes: true, receivesFrom: [1] }, // 0: customer, does not hear the supervisor
    { publishes: true, receivesFrom: 'all' }, // 1: agent
    { publishes: { audio: true }, receivesFrom: 'all' }, // 2: supervisor
  ]),
  load: constant({ sessions: 5 }),
});
// #endregion

// #region sizes
loadTest('rooms as our users have them', {
  topology: mix([
    { topology: nToN(2), weight: 6 },
    { topology: nToN(4), weight: 3 },
    { topology: nToM(1, 20), weight: 1 },
  ]),
  load: staircase({ sessions: { from: 10, to: 40, step: 10 } }),
});
// #endregion

// #region shapes
loadTest('a rush of users', { topology: nToN(4), load: spike({ sessions: { base: 5, peak: 20 }, peakHold: '60s' }) });

loadTest('half an hour', { topology: nToN(4), load: soak({ sessions: 10, for: '30m', hold: '60s' }) });

loadTest('ever more', { topology: nToN(4), load: ramp({ sessions: { from: 2, to: 20 }, over: '5m' }) });

loadTest('calls that begin and end', {
  topology: nToN(2),
  load: arrivals({ sessions: { perMinute: 12 }, stay: '2m', for: '10m' }),
});

loadTest('a working day', {
  topology: nToN(4),
  load: stages({
    sessions: [
      { target: 10, ramp: '60s', hold: '2m' },
      { target: 25, ramp: '30s', hold: '2m' },
      { target: 5, ramp: '60s' },
    ],
  }),
});
// #endregion

// #region load
loadTest('rooms of 4, a few at once', {
  topology: nToN(4),
  load: staircase({
    sessions: { from: 2, to: 10, step: 2 },
    hold: '30s',
    joinsPerSecond: 5,
    settle: '10s',
    settleLimit: '60s',
  }),
  joinTimeout: '30s',
});
// #endregion

// #region capacity
capacityTest('4 rooms of 7, or the release stops', {
  topology: nToN(7),
  upTo: { sessions: 12 },
  step: 2,
  from: 2,
  atLeast: { mediaConnections: 196 },
  sizing: { sessions: [50, 200], headroom: 0.7 },
});
// #endregion

// #region join-rate
capacityTest('how fast may a lesson begin?', {
  topology: nToM({ publishers: 1, subscribers: 29 }),
  sessions: 4,
  upTo: { joinsPerSecond: 40 },
  from: 5,
  step: 5,
  thresholds: { joinTime: ['p95 < 2000'], timeToFirstFrame: ['p95 < 3000'] },
  atLeast: { joinsPerSecond: 20 },
});
// #endregion

// #region mix
loadTest('two browsers among many', {
  topology: nToN(7),
  load: constant({ sessions: 3 }),
  participants: { browser: 2, native: 'rest' },
});
// #endregion

// #region speakers
loadTest('two of seven speak', {
  topology: nToN(7),
  load: constant({ sessions: 3 }),
  participants: { speakers: { active: 2, turn: '5s', others: 'muted' } },
});
// #endregion

// #region signals
loadTest('meetings that chat', {
  topology: nToN(7),
  load: constant({ sessions: 3 }),
  participants: { signals: { perSecond: 0.5, bytes: 200 } },
  thresholds: { 'signal.latency': ['p95 < 500'], 'signal.loss': ['max == 0'] },
});
// #endregion

// #region thresholds
loadTest('browsers are judged more closely', {
  topology: nToN(7),
  load: constant({ sessions: 2 }),
  participants: { browser: 1 },
  thresholds: {
    joinTime: ['p95 < 3000', 'max < 8000'],
    'video.framesPerSecond': ['p5 >= 24'],
    'video.framesPerSecond@browser': ['min >= 20'],
    'video.residualLoss': ['p95 < 0.02'],
    'audio.concealmentRatio': ['p95 < 0.05'],
  },
});
// #endregion

// #region impairments
loadTest('rooms with bad networks and an outage', {
  topology: nToN(4),
  load: staircase({ sessions: { from: 1, to: 5 }, hold: '30s' }),
  impairments: [
    // From join to leave, for every fifth native participant.
    { network: 'poor 3G', who: { kind: 'native', share: 0.2 } },
    // For 5 s, from second 4 of the hold of step 3 on, for the second participant of each session.
    { name: 'outage', network: 'call drop', who: { participants: [1] }, at: { step: 3, after: '4s' }, for: '5s' },
    {
      name: 'bad line',
      network: { latency: 100, loss: 0.05, bandwidth: 500 },
      who: { sessions: [0] },
      at: { step: 5 },
      for: '15s',
    },
  ],
});
// #endregion

// #region windows
loadTest('rooms that recover from an outage', {
  topology: nToN(4),
  load: staircase({ sessions: { from: 1, to: 5 }, hold: '30s' }),
  impairments: [
    { name: 'outage', network: 'call drop', who: { participants: [1] }, at: { step: 3, after: '4s' }, for: '5s' },
  ],
  thresholds: {
    'video.framesPerSecond': [
      'p5 >= 24',
      { check: 'p50 >= 10', during: 'outage' },
      { check: 'p5 >= 20', after: 'outage' },
    ],
    'video.jitter': [
      { check: 'p95 < 30', before: 'step 3' },
      { check: 'p95 < 60', between: ['step 3', 'step 5'] },
    ],
  },
});
// #endregion

// #region guards
loadTest('a deployment that may lose one join', {
  topology: nToN(4),
  load: constant({ sessions: 10 }),
  guards: { joinFailures: 1, missingStreams: 'off' },
});
// #endregion

// #region media
loadTest('small pictures, publishers that ignore feedback', {
  topology: nToN(4),
  load: constant({ sessions: 2 }),
  media: { video: '360p', adapt: 'off' },
  seed: 7,
});
// #endregion

// #region tags
loadTest('rooms of 2, every night', {
  topology: nToN(2),
  load: constant({ sessions: 20, hold: '2m' }),
  tag: ['@nightly', '@rooms'],
});

loadTest.skip('rooms of 50, not before the new media server', {
  topology: nToN(50),
  load: constant({ sessions: 1 }),
});
// #endregion
