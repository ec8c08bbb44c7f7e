import { defineLoadConfig } from 'playwright-openvidu/config';

// Against OPENVIDU_URL with OPENVIDU_SECRET, or else against the embedded server.
export default defineLoadConfig({ testDir: '.', globalSetup: './serve-app.ts' });
