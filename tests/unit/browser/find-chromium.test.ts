import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LoadError } from '../../../src/model/errors.js';
import { type ChromiumSearch, findChromium, requireChromium } from '../../../src/participants/browser/find-chromium.js';

const playwrightPath = '/cache/chromium-1255/chrome-linux64/chrome';
const shellPath = '/cache/chromium_headless_shell-1255/chrome-headless-shell-linux64/chrome-headless-shell';

/** A machine that has exactly these executable files. */
const machine = (files: readonly string[], environment: ChromiumSearch['environment'] = {}): ChromiumSearch => ({
  environment: { PATH: '/usr/local/bin:/usr/bin', ...environment },
  playwrightPath,
  isExecutable: (path) => files.includes(path),
  namesIn: (folder) =>
    files.filter((file) => file.startsWith(`${folder}/`)).map((file) => file.slice(folder.length + 1).split('/')[0]!),
});

describe('findChromium', () => {
  const everything = ['/mine', playwrightPath, shellPath, '/usr/bin/chromium', '/usr/bin/google-chrome'];

  it('takes CHROMIUM_PATH first', () => {
    assert.equal(findChromium(machine(everything, { CHROMIUM_PATH: '/mine' })).executablePath, '/mine');
  });

  it('takes what Playwright installed next, its headless shell before its full browser', () => {
    assert.equal(findChromium(machine(everything)).executablePath, shellPath);
    assert.equal(findChromium(machine([playwrightPath, '/usr/bin/chromium'])).executablePath, playwrightPath);
  });

  it('takes a browser of the system last, headless shell before Chromium before Chrome', () => {
    const system = ['/usr/bin/google-chrome', '/usr/local/bin/chromium', '/usr/bin/chromium-headless-shell'];
    assert.equal(findChromium(machine(system)).executablePath, '/usr/bin/chromium-headless-shell');
    assert.equal(findChromium(machine(system.slice(0, 2))).executablePath, '/usr/local/bin/chromium');
    assert.equal(findChromium(machine(system.slice(0, 1))).executablePath, '/usr/bin/google-chrome');
  });

  it('does not fall back from a CHROMIUM_PATH that leads nowhere', () => {
    const found = findChromium(machine(['/usr/bin/chromium'], { CHROMIUM_PATH: '/gone' }));
    assert.equal(found.executablePath, undefined);
    assert.deepEqual(found.tried, ['CHROMIUM_PATH (/gone)']);
  });
});

describe('requireChromium', () => {
  it('lists what was tried and says what to do', () => {
    assert.throws(
      () => requireChromium(machine([])),
      (error: LoadError) => {
        assert.equal(error.code, 'NO_BROWSER');
        for (const part of [
          playwrightPath,
          'chromium-headless-shell',
          'google-chrome',
          'npx playwright install',
          'CHROMIUM_PATH',
        ])
          assert.ok(error.message.includes(part), `${part} in: ${error.message}`);
        return true;
      },
    );
  });

  it('asks to correct a CHROMIUM_PATH that leads nowhere', () => {
    assert.throws(() => requireChromium(machine([], { CHROMIUM_PATH: '/gone' })), {
      code: 'NO_BROWSER',
      message: /CHROMIUM_PATH \(\/gone\).*unset/,
    });
  });
});
