export { type BrowserFactoryOptions, createBrowserFactory } from './browser-factory.js';
export { type ChromiumFound, type ChromiumSearch, findChromium, requireChromium } from './find-chromium.js';
export { type ChromiumLaunch, chromiumLaunchOptions } from './launch-options.js';
export { machineSearch } from './machine-search.js';
export { installCollector } from './participant-page.js';
