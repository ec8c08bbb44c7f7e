import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** Fails if a run printed one of the secrets, or wrote it into any file of its project. */
export function assertNoSecrets(folder: string, output: string, secrets: readonly string[]): void {
  assert.ok(secrets.every((secret) => secret.length >= 4));
  for (const secret of secrets) assert.ok(!output.includes(secret), `the output tells a secret: ${output}`);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file));
  for (const file of files.filter((each) => statSync(each).isFile())) {
    const text = readFileSync(file, 'latin1');
    assert.ok(!secrets.some((secret) => text.includes(secret)), `${file} holds a secret`);
  }
}
