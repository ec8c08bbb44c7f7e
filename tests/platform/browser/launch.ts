import { type Browser, chromium } from '@playwright/test';
import { chromiumLaunchOptions, machineSearch, requireChromium } from '../../../src/participants/browser/index.js';

export const chromiumPath = (): string => requireChromium(machineSearch(chromium.executablePath()));

/** The browser that participants run in, on this machine. */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch(chromiumLaunchOptions({ executablePath: chromiumPath() }));
