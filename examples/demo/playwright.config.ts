import { defineLoadConfig } from 'playwright-openvidu/config';

// The embedded server burns CPU for every packet that it forwards, so that it reaches its limit while this machine still has room for
// the participants. The limit is made: it says nothing about OpenVidu.
export default defineLoadConfig({
  testDir: '.',
  outputDir: '../../test-results/demo',
  openvidu: { embedded: { faults: { cpuPerPacketMicros: Number(process.env.DEMO_CPU_PER_PACKET_MICROS ?? 95) } } },
  report: { folder: '../../load-report' },
});
