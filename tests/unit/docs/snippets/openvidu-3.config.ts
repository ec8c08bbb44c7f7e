// #region openvidu-3
import { defineLoadConfig } from 'playwright-openvidu/config';

export default defineLoadConfig({
  testDir: 'specs',
  openvidu: {
    edition: 3,
    url: 'https://openvidu.example.com', // or wss://
    apiKey: process.env.STAGING_API_KEY,
    apiSecret: process.env.STAGING_API_SECRET,
  },
});
// #endregion
