import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Ran {
  readonly exitCode: number | null;
  readonly output: string;
  /** Commands that were called, with their arguments, in order. */
  readonly calls: readonly string[];
}

/** A machine of its own for a script: PATH holds nothing but fakes, and Playwright's browsers are elsewhere. */
export class FakeMachine {
  readonly folder = mkdtempSync(join(tmpdir(), 'playwright-openvidu-setup-'));
  readonly path = join(this.folder, 'bin');
  readonly browsers = join(this.folder, 'browsers');

  constructor() {
    mkdirSync(this.path);
  }

  /** Puts a command onto PATH; `script` is what it does, in sh. */
  command(name: string, script: string): this {
    const file = join(this.path, name);
    const log = `PATH=/usr/bin:/bin; echo "${name} $*" >> "${this.#log}"`;
    writeFileSync(file, `#!/bin/sh\n${log}\n${script}\n`);
    chmodSync(file, 0o755);
    return this;
  }

  /** Runs Node there, with its home in the machine's folder. */
  node(args: readonly string[], cwd: string, more: Record<string, string> = {}): Ran {
    const { CHROMIUM_PATH: _, LIVEKIT_SERVER_PATH: __, PROMETHEUS_WITH_OTLP_PATH: ___, ...environment } = process.env;
    const ours = { PATH: this.path, PLAYWRIGHT_BROWSERS_PATH: this.browsers, HOME: this.folder };
    const env = { ...environment, ...ours, ...more };
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd,
      env,
      encoding: 'utf8',
      timeout: 60_000,
    });
    const calls = existsSync(this.#log) ? readFileSync(this.#log, 'utf8').trim().split('\n') : [];
    return { exitCode: status, output: stdout + stderr, calls };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  get #log(): string {
    return join(this.folder, 'calls');
  }
}
