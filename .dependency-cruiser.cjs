/** Which folder may import which: the arrows of the house. Everything else is an error. */
const allowed = {
  '^src/model/': [],
  '^src/scenario/': ['^src/(quality|model)/'],
  '^src/quality/': ['^src/model/'],
  '^src/analysis/': ['^src/(quality|scenario|model)/'],
  '^src/charts/': ['^src/(analysis|quality|model)/'],
  '^src/wire/': ['^src/model/'],
  '^src/rendezvous/': ['^src/model/'],
  '^src/platforms/': ['^src/model/'],
  '^src/participants/participant[.]ts$': ['^src/model/'],
  '^src/participants/picture/': [],
  '^src/participants/browser/': ['^src/(model)/', '^src/participants/picture/', '^src/participants/participant[.]ts$'],
  '^src/participants/native/': ['^src/(model|wire)/', '^src/participants/participant[.]ts$'],
  '^src/server/': ['^src/(model|wire)/'],
  '^src/generator/': ['^src/(model|participants|platforms|rendezvous|scenario|quality|analysis)/'],
  '^fixtures/': [
    '^src/(generator|participants|platforms|rendezvous|scenario|analysis|charts|quality|model)/',
    '^src/server/spawn[.]ts$',
  ],
  '^reporters/': ['^src/(analysis|charts|rendezvous|scenario|quality|model)/'],
  '^config[.]ts$': ['^reporters/index[.]ts$', '^src/(server|model)/'],
  '^merge[.]config[.]ts$': ['^reporters/merge[.]ts$'],
  '^index[.]ts$': ['^fixtures/', '^src/(scenario|model)/'],
  '^bin/': ['^src/(server|platforms|scenario|model)/', '^reporters/'],
};

const own =
  '^(src|fixtures|reporters|specs|bin|tests|benchmarks|scripts|examples)/|^(index|config|merge[.]config)[.]ts$';

module.exports = {
  forbidden: [
    ...Object.entries(allowed).map(([from, to]) => ({
      name: `house: ${from}`,
      severity: 'error',
      from: { path: from },
      to: { path: own, pathNot: [from, ...to] },
    })),
    {
      name: 'no-circular',
      severity: 'error',
      from: { path: '^(src|fixtures|reporters|bin)/|^[^/]+[.]ts$' },
      to: { circular: true },
    },
    {
      name: 'src-without-playwright',
      comment: 'src/ knows nothing of Playwright Test at run time; browser participants use its types.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: 'node_modules/(@playwright|playwright)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'playwright-types-only-for-browsers',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(participants/browser/|model/browser-app[.]ts$)' },
      to: { path: 'node_modules/(@playwright|playwright)' },
    },
    {
      name: 'pure-core',
      comment: 'Plans, metrics, statistics, verdicts and wire formats know no clock, file or network.',
      severity: 'error',
      from: { path: '^src/(scenario|quality|analysis|charts|wire|participants/picture)/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(buffer|crypto|util)$' },
    },
    {
      name: 'not-from-tests',
      severity: 'error',
      from: { pathNot: '^(tests|benchmarks)/' },
      to: { path: '^(tests|benchmarks)/' },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'default'] },
  },
};
