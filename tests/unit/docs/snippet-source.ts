import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repository } from './pages.js';

/**
 * The text that `file` or `file#region` names. A region stands between `// #region name` and `// #endregion`; its indentation is
 * taken off.
 * @throws Error if there is no such file or region
 */
export function snippetSource(reference: string): string {
  const [file = '', region] = reference.split('#');
  const at = path.join(repository, file);
  if (!existsSync(at)) throw new Error(`there is no file ${file}`);
  const text = readFileSync(at, 'utf8');
  return region === undefined ? text.trimEnd() : regionOf(text, region, file);
}

function regionOf(text: string, region: string, file: string): string {
  const lines = text.split('\n');
  const begin = lines.findIndex((line) => line.trim() === `// #region ${region}`);
  const length = lines.slice(begin + 1).findIndex((line) => line.trim() === '// #endregion');
  if (begin < 0 || length < 0) throw new Error(`${file} has no whole region ${region}`);
  const own = lines.slice(begin + 1, begin + 1 + length);
  const indents = own.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents);
  return own.map((line) => line.slice(indent)).join('\n');
}
