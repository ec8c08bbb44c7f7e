// #region reporters
import { defineLoadConfig } from 'playwright-openvidu/config';

export default defineLoadConfig({
  testDir: 'specs',
  reporter: [['list'], ['allure-playwright']],
});
// #endregion
