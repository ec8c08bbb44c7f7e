import { defineLoadConfig } from 'playwright-openvidu/config';

// The shipped scenarios, against OPENVIDU_URL with OPENVIDU_SECRET, or else against the embedded server.
export default defineLoadConfig({
  testDir: 'specs',
  outputDir: 'test-results/specs',
});
