import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { dashboardFile, readDashboard } from '../../grafana/dashboard.js';
import { repository } from '../docs/pages.js';
import { headOf, textOf, yamlOf } from './yaml-file.js';

const folder = 'deploy/grafana';
const dashboard = readDashboard();
// biome-ignore lint/suspicious/noExplicitAny: what is in these files is what this test looks at
type Data = any;

describe('the dashboard for Grafana', () => {
  it("fits the types of Grafana's own SDK, which do object", () => {
    assert.deepEqual(complaints(dashboard), []);
    const wrong = structuredClone(dashboard) as Data;
    wrong.panels[1].gridpos = wrong.panels[1].gridPos;
    wrong.panels[2].options.textMode = 'nome';
    wrong.schemaVersion = '39';
    assert.equal(complaints(wrong).length, 3, complaints(wrong).join('\n'));
  });

  it('has panels that do not lie on each other, each with an id of its own', () => {
    const panels: Data[] = [...dashboard.panels];
    assert.equal(new Set(panels.map(({ id }) => id)).size, panels.length);
    const taken = new Set<string>();
    for (const { title, gridPos } of panels) {
      assert.ok(gridPos.x + gridPos.w <= 24, title);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          assert.ok(!taken.has(`${x} ${y}`), `${title} lies on another panel`);
          taken.add(`${x} ${y}`);
        }
    }
  });

  it('asks the data source and the scenario that are chosen above it', () => {
    const text = textOf(path.relative(repository, dashboardFile));
    assert.deepEqual(
      new Set([...text.matchAll(/"uid": "\$(\{[^"]*\})"/g)].map(([, uid]) => uid)),
      new Set(['{datasource}']),
    );
    for (const { title, targets = [] } of dashboard.panels)
      for (const { expr } of targets) {
        const selected = expr.match(/openvidu_load_\w+/g)?.length;
        assert.equal(expr.match(/\{scenario=~"\$scenario"/g)?.length, selected, `${title}: ${expr}`);
      }
  });
});

describe('the set-up of Grafana from files', () => {
  const [compose] = yamlOf(`${folder}/docker-compose.yml`) as [Data];
  const [scrape] = yamlOf(`${folder}/prometheus.yml`) as [Data];
  const [sources] = yamlOf(`${folder}/provisioning/datasources/prometheus.yml`) as [Data];
  const [providers] = yamlOf(`${folder}/provisioning/dashboards/openvidu-load.yml`) as [Data];

  it('mounts what is there, where it is looked for', () => {
    const mounts = Object.values(compose.services as Record<string, { volumes: string[] }>).flatMap(({ volumes }) =>
      volumes.map((volume) => volume.split(':') as [string, string]),
    );
    for (const [from] of mounts) assert.ok(existsSync(path.join(repository, folder, from)), from);
    const at = (file: string) => mounts.find(([from]) => from === file)?.[1];
    assert.equal(path.dirname(at('./openvidu-load.json')!), providers.providers[0].options.path);
    assert.equal(at('./provisioning'), '/etc/grafana/provisioning');
    assert.ok(compose.services.prometheus.command.includes(`--config.file=${at('./prometheus.yml')}`));
  });

  it('reads from the Prometheus that it starts, which scrapes as often as it thinks', () => {
    const [source] = sources.datasources;
    assert.equal(new URL(source.url).hostname, 'prometheus');
    assert.ok('prometheus' in compose.services);
    assert.equal(source.jsonData.timeInterval, scrape.global.scrape_interval);
  });

  it('is reached from this machine only', () => {
    for (const { ports } of Object.values(compose.services as Record<string, { ports: string[] }>))
      for (const port of ports) assert.match(port, /^127\.0\.0\.1:/);
  });

  it('says what to change', () => {
    assert.match(headOf(`${folder}/prometheus.yml`), /targets/);
    for (const what of ['prometheusPort', 'prometheus.yml', 'openvidu-load.json'])
      assert.ok(textOf(`${folder}/README.md`).includes(what), what);
  });

  it('has the load test serve its figures where a container reaches them', () => {
    const [, withDocker = ''] = textOf(`${folder}/README.md`).split('## With Docker');
    assert.match(withDocker.split('\n## ')[0]!, /live: \{ prometheusPort: 9464, prometheusHost: '0\.0\.0\.0' \}/);
  });
});

/** What the compiler says of the dashboard as a literal of the SDK's types: also of properties that they do not know. */
function complaints(of: Data): string[] {
  const file = path.join(repository, 'tests/grafana/dashboard-as-literal.ts');
  const panels = (of.panels as Data[]).map((panel) => `as('${panel.type}', ${JSON.stringify(panel)} )`);
  const source = `
import type { DashboardFrame, Panels } from './dashboard-types.js';
const as = <T extends keyof Panels>(_type: T, panel: Panels[T]): Panels[T] => panel;
export const dashboard: DashboardFrame = ${JSON.stringify({ ...of, panels: [] })};
export const panels = [${panels.join(',\n')}];
`;
  const options = readOptions();
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version) =>
    name === file ? ts.createSourceFile(name, source, version) : read(name, version);
  const program = ts.createProgram([file], options, host);
  return ts
    .getPreEmitDiagnostics(program, program.getSourceFile(file))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

function readOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(path.join(repository, 'tsconfig.json'), ts.sys.readFile);
  return { ...ts.convertCompilerOptionsFromJson(config.compilerOptions, repository).options, noEmit: true };
}
