// #region every-option
import { defineLoadConfig } from 'playwright-openvidu/config';

export default defineLoadConfig({
  testDir: 'specs', // and every other option of Playwright, but for workers
  generators: 1,
  openvidu: {
    url: 'https://openvidu.example.com',
    secret: process.env.STAGING_SECRET,
    ignoreHTTPSErrors: true,
  },
  inconclusive: 'fail',
  report: { folder: 'load-report' },
});
// #endregion
