import { loadTest, nToN, staircase } from 'playwright-openvidu';

loadTest('a room of 3, one of them in the app', {
  topology: nToN(3),
  load: staircase({ sessions: { from: 1, to: 1 }, hold: '15s', settle: '5s' }),
  participants: {
    browser: {
      count: 1,
      app: {
        // The hash of an address stays in the browser, so that no server logs the token.
        url: ({ token }) => `${process.env.OWN_APP_URL}#token=${encodeURIComponent(token)}`,
        async join(page) {
          await page.getByRole('button', { name: 'Join' }).click();
          await page.getByText('In the room.').waitFor();
        },
      },
    },
    native: 'rest',
  },
  thresholds: {
    joinTime: ['p95 < 3000'],
    'video.framesPerSecond': ['p5 >= 24'],
    'video.residualLoss': ['p95 < 0.02'],
  },
});
