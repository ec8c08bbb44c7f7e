// Bundles the script of the report's page, with the part of ECharts that it uses, into one file.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** @param {string} outfile */
export async function bundlePageScript(outfile) {
  await build({
    entryPoints: [fileURLToPath(new URL('../reporters/html/page/main.ts', import.meta.url))],
    outfile,
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: ['chrome111', 'firefox115', 'safari16.4'],
    legalComments: 'eof',
    charset: 'ascii',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  });
}
