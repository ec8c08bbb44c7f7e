// #region embedded
import { defineLoadConfig } from 'playwright-openvidu/config';

export default defineLoadConfig({
  testDir: 'specs',
  openvidu: {
    embedded: {
      mediaServer: 'mediasoup',
      faults: { dropSubscription: { from: 0, to: 3 } },
    },
  },
});
// #endregion
