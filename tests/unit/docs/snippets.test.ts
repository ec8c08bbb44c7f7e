import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codeBlocks, pages } from './pages.js';
import { snippetSource } from './snippet-source.js';

/** Blocks that are no code of ours: commands and what they print. */
const withoutSource = new Set(['sh', 'text']);

describe('code in the pages', () => {
  for (const page of pages())
    for (const { language, source, text, line } of codeBlocks(page)) {
      if (withoutSource.has(language)) continue;
      it(`${page.path}:${line} is cut from a file`, () => {
        assert.ok(
          source,
          `the ${language || 'unnamed'} block has no source; write <!-- from file#region --> above it, where file is type-checked`,
        );
        assert.equal(text, snippetSource(source));
      });
    }

  it('is found where there is some', () => {
    const found = pages().flatMap(codeBlocks);
    assert.ok(found.filter(({ language }) => language === 'ts').length >= 10);
  });

  it('cuts a region without its indentation, and knows what is missing', () => {
    const page = { path: 'a.md', text: 'x\n\n<!-- from a.ts#b -->\n\n```ts\n1;\n```\n```sh\nls\n```\n' };
    assert.deepEqual(codeBlocks(page), [
      { language: 'ts', text: '1;', line: 5, source: 'a.ts#b' },
      { language: 'sh', text: 'ls', line: 8 },
    ]);
    assert.throws(() => snippetSource('examples/none.ts'), /no file examples\/none\.ts/);
    assert.throws(() => snippetSource('examples/first-test/rooms.spec.ts#none'), /no whole region none/);
  });
});
