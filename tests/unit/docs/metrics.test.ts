import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { metricNames } from '../../../src/model/metrics.js';
import { metricsTables } from './metrics-tables.js';
import { page, repository } from './pages.js';

const file = 'docs/metrics.md';
const [begin, end] = ['<!-- catalogue: begin -->\n', '\n<!-- catalogue: end -->'];

describe('docs/metrics.md', () => {
  const { text } = page(file);
  const [head = '', rest = ''] = text.split(begin);
  const [shown = '', tail = ''] = rest.split(end);

  it('shows the catalogue of src/model/metrics.ts; UPDATE_DOCS=1 writes it anew', () => {
    const wanted = metricsTables();
    if (process.env.UPDATE_DOCS === '1')
      writeFileSync(path.join(repository, file), `${head}${begin}${wanted}${end}${tail}`);
    else assert.equal(shown, wanted);
  });

  it('has every metric once', () => {
    const tables = metricsTables();
    for (const name of metricNames) assert.equal(tables.split(`| \`${name}\` |`).length, 2, name);
  });
});
