export { createBrowserFactory } from './browser-factory.js';
export { requireChromium } from './find-chromium.js';
export { chromiumLaunchOptions } from './launch-options.js';
export { machineSearch } from './machine-search.js';
export { installCollector } from './participant-page.js';
