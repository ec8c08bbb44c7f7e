// #region platform-figures
import { defineLoadConfig } from 'playwright-openvidu/config';

export default defineLoadConfig({
  testDir: 'specs',
  platformFigures: {
    prometheus: {
      url: 'https://prometheus.example.com',
      queries: {
        // In place of the default; $window is the hold.
        cpuShare: 'max(1 - avg by (instance) (rate(node_cpu_seconds_total{role="media",mode="idle"}[$window])))',
        memoryShare: null, // not asked
      },
    },
  },
});
// #endregion
