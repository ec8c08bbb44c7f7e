// Compiles into dist/, puts the clips beside the code, where it looks for them, and writes the JSON Schema of verdict.json.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundlePageScript } from './page-script.mjs';

const root = new URL('../', import.meta.url);
const at = (path) => new URL(path, root);

// Built aside and put in place at once, so that whatever runs from dist/ meanwhile never sees half of it.
const fresh = `dist.${process.pid}`;
const tscArguments = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', fresh];
const tsc = spawnSync(process.execPath, tscArguments, {
  cwd: root,
  stdio: 'inherit',
});
if (tsc.status !== 0) {
  rmSync(at(fresh), { recursive: true, force: true });
  process.exit(tsc.status ?? 1);
}
cpSync(at('media'), at(`${fresh}/media`), { recursive: true, filter: (path) => !/\.(sh|ts|mjs|md)$/.test(path) });
await bundlePageScript(fileURLToPath(at(`${fresh}/reporters/html/page-script.bundle.js`)));
chmodSync(at(`${fresh}/bin/playwright-openvidu.js`), 0o755);
const { verdictJsonSchema } = await import(at(`${fresh}/reporters/json/json-schema.js`));
writeFileSync(at(`${fresh}/verdict.schema.json`), `${JSON.stringify(verdictJsonSchema(), null, 2)}\n`);
rmSync(at('dist'), { recursive: true, force: true });
renameSync(at(fresh), at('dist'));
