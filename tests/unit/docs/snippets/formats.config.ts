// #region formats
import { defineLoadConfig } from 'playwright-openvidu/config';

export default defineLoadConfig({
  testDir: 'specs',
  report: { junit: 'junit.xml', csv: 'curve.csv', openMetrics: 'metrics.txt' },
});
// #endregion
