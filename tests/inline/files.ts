/** A configuration with the given properties, as text. */
export const configFile = (properties = ''): string => `
import { defineLoadConfig } from 'playwright-openvidu/config';
export default defineLoadConfig({ testDir: '.', outputDir: 'results', ${properties} });
`;

/** A spec that imports the whole public API. */
export const specFile = (body: string): string => `
import { capacityTest, constant, expect, growing, loadTest, nToM, nToN, staircase, test, thresholds } from 'playwright-openvidu';
${body}
`;

/** The shortest load that is judged: native participants, one step, 10 s. */
export const shortLoad = `load: constant({ sessions: 1, hold: '10s', settle: '1s' })`;
