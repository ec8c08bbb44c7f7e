import assert from 'node:assert/strict';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { FakeMachine } from './fake-commands.js';

const scripts = fileURLToPath(new URL('../../../scripts', import.meta.url));
const installPackages = "import { installPackages } from './scripts/setup/packages.mjs'; await installPackages();";
const lock = {
  '': { version: '0.1.0' },
  'node_modules/ws': { version: '8.0.0' },
  'node_modules/for-another-system': { version: '1.0.0', optional: true },
};

describe('set-up of the packages', { skip: process.platform === 'win32' && 'the fakes are for sh' }, () => {
  let machine: FakeMachine;
  let clone: string;
  const write = (file: string, packages: object) => writeFileSync(join(clone, file), JSON.stringify({ packages }));
  const setUp = () => machine.node(['--input-type=module', '--eval', installPackages], clone);

  beforeEach(() => {
    machine = new FakeMachine();
    clone = join(machine.folder, 'clone');
    mkdirSync(join(clone, 'node_modules'), { recursive: true });
    cpSync(scripts, join(clone, 'scripts'), { recursive: true });
    write('package-lock.json', lock);
    machine.command('npm', 'exit 0');
  });
  afterEach(() => machine.remove());

  it('leaves alone what is as the lock wants it', () => {
    write('node_modules/.package-lock.json', { 'node_modules/ws': { version: '8.0.0' } });
    assert.deepEqual(setUp().calls, []);
  });

  it('installs where nothing is', () => {
    const { calls, exitCode } = setUp();
    assert.equal(exitCode, 0);
    assert.deepEqual(calls, ['npm install --no-save --include=dev --no-audit --no-fund']);
  });

  it('installs where a version differs', () => {
    write('node_modules/.package-lock.json', { 'node_modules/ws': { version: '7.9.9' } });
    assert.equal(setUp().calls.length, 1);
  });

  it('fails with what npm said', () => {
    machine.command('npm', 'echo registry unreachable; exit 1');
    const { exitCode, output } = setUp();
    assert.notEqual(exitCode, 0);
    assert.match(output, /registry unreachable[\s\S]*npm install --no-save/);
  });
});
