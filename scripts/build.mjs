// Compiles into dist/ and puts the clips beside the code, where it looks for them.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, rmSync } from 'node:fs';

const root = new URL('../', import.meta.url);
const at = (path) => new URL(path, root);

rmSync(at('dist'), { recursive: true, force: true });
const tsc = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
if (tsc.status !== 0) process.exit(tsc.status ?? 1);
cpSync(at('media'), at('dist/media'), { recursive: true, filter: (path) => !/\.(sh|ts|mjs|md)$/.test(path) });
chmodSync(at('dist/bin/playwright-openvidu.js'), 0o755);
