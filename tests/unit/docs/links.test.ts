import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { anchorsOf, codeBlocks, page, pages, proseOf, repository } from './pages.js';

const external = /^[a-z]+:/;

describe('links of the pages', () => {
  for (const from of pages())
    it(`${from.path} links to what is there`, () => {
      const targets = [...proseOf(from).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
      const broken = targets.filter((target) => !external.test(target) && !leadsSomewhere(from.path, target));
      assert.deepEqual(broken, []);
    });

  function leadsSomewhere(from: string, target: string): boolean {
    const [file = '', anchor] = target.split('#');
    const to = file === '' ? from : path.join(path.dirname(from), file);
    if (!existsSync(path.join(repository, to))) return false;
    return anchor === undefined || anchorsOf(page(to)).includes(anchor);
  }
});

describe('commands of the pages', () => {
  const { scripts } = JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8')) as { scripts: object };
  const commands = pages().flatMap((of) => [proseOf(of), ...codeBlocks(of).map(({ text }) => text)]);

  it('run scripts that package.json has', () => {
    const names = commands.flatMap((text) => [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = '']) => name));
    assert.ok(names.length > 0);
    assert.deepEqual(
      names.filter((name) => !Object.hasOwn(scripts, name)),
      [],
    );
  });

  it('run files that are there', () => {
    const files = commands.flatMap((text) => [...text.matchAll(/\bnode (\S+\.mjs)\b/g)].map(([, file = '']) => file));
    assert.ok(files.length > 0);
    assert.deepEqual(
      files.filter((file) => !existsSync(path.join(repository, file))),
      [],
    );
  });
});
