import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { FakeMachine } from './fake-commands.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const revision = /chromium-(\d+)/.exec(chromium.executablePath())?.[1];
const isRoot = process.getuid?.() === 0;
const playwrightInstall = 'npx playwright install --with-deps --only-shell chromium';

/** sh that makes an executable file. */
const make = (file: string) => `mkdir -p "$(dirname "${file}")" && echo '#!/bin/sh' > "${file}" && chmod +x "${file}"`;

describe('set-up of the browser', { skip: process.platform === 'linux' ? false : 'the fakes are for Linux' }, () => {
  let machine: FakeMachine;
  const setUp = () => machine.node(['scripts/setup.mjs'], root);

  beforeEach(() => {
    machine = new FakeMachine();
  });
  afterEach(() => machine.remove());

  it('says and does nothing where all is there', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/setup.mjs'], {
      cwd: root,
      encoding: 'utf8',
    });
    assert.deepEqual([status, stdout, stderr], [0, '', '']);
  });

  it('takes a browser of the system, after one look whether it starts', () => {
    machine.command('google-chrome', 'exit 0');
    assert.deepEqual(setUp(), { exitCode: 0, output: '', calls: ['google-chrome --version'] });
  });

  it("installs Playwright's headless shell where there is no browser that starts", () => {
    const shell = `${machine.browsers}/chromium_headless_shell-${revision}/linux/chrome-headless-shell`;
    machine.command('chromium', 'exit 127').command('npx', `echo downloading; ${make(shell)}`);
    const { exitCode, output, calls } = setUp();
    assert.equal(exitCode, 0, output);
    assert.deepEqual(calls, ['chromium --version', playwrightInstall]);
    assert.doesNotMatch(output, /downloading/);
  });

  it("installs Debian's package where Playwright's cannot be had", { skip: !isRoot && 'only root may' }, () => {
    const shell = `${machine.path}/chromium-headless-shell`;
    const installs = `case "$*" in *chromium-headless-shell) ${make(shell)};; esac`;
    machine.command('npx', 'exit 1').command('apt-get', installs);
    const { exitCode, output, calls } = setUp();
    assert.equal(exitCode, 0, output);
    assert.deepEqual(calls, [
      playwrightInstall,
      'apt-get update',
      'apt-get install -y --no-install-recommends chromium-headless-shell',
    ]);
  });

  it('lists what was tried, with its output, where nothing helps', () => {
    machine
      .command('npx', 'echo getaddrinfo ENOTFOUND cdn; exit 1')
      .command('apt-get', 'echo no such package; exit 100');
    const { exitCode, output } = setUp();
    assert.equal(exitCode, 1);
    const tried = [
      "Playwright's own browser",
      'google-chrome',
      playwrightInstall,
      'ENOTFOUND cdn',
      'set CHROMIUM_PATH',
    ];
    for (const part of [...tried, ...(isRoot ? ['apt-get install chromium', 'no such package'] : [])])
      assert.ok(output.includes(part), `${part} in: ${output}`);
  });
});
