import { defineLoadConfig } from 'playwright-openvidu/config';

export default defineLoadConfig({ testDir: '.' });
