import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundlePageScript } from '../../../scripts/page-script.mjs';

/** The script of the report's page, bundled from its sources. */
export async function bundledScript(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'page-script-'));
  try {
    const file = path.join(folder, 'page-script.js');
    await bundlePageScript(file);
    return await readFile(file, 'utf8');
  } finally {
    await rm(folder, { recursive: true });
  }
}
