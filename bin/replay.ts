import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { runDifferences, scenarioDifferences } from '../reporters/compare/differences.js';
import { plainText } from '../reporters/format/plain-text.js';
import { readVerdict } from '../reporters/json/read-verdict.js';
import type { VerdictFile } from '../reporters/json/verdict-schema.js';
import { LoadError } from '../src/model/errors.js';
import { printable } from '../src/model/printable.js';
import type { ResolvedScenario } from '../src/model/scenario.js';
import { readResolvedScenario } from '../src/scenario/index.js';
import type { ReplayCommand } from './arguments/replay-arguments.js';
import { type Replay, replayOf } from './replay-plan.js';

/**
 * Repeats a run from its verdict.json, and prints what differed.
 * @throws LoadError if the file cannot be read, if the run cannot be repeated, or if its report would replace the file
 */
export async function replay(command: ReplayCommand): Promise<void> {
  const recorded = await readVerdict(command.file);
  const report = path.resolve(command.report);
  if (isInside(report, command.file))
    throw new LoadError(
      'INVALID_CONFIG',
      `${plainText(command.file)} is what would be repeated, and the report would take its place; name another folder with --report.`,
    );
  const plan = replayOf(recorded, command, process.env);
  // Left from an earlier run, it would pass for the result of this one.
  await rm(path.join(report, 'verdict.json'), { force: true });
  process.stdout.write(printable(`${plan.headline}\n`));
  process.exitCode = await runTests(plan, report);
  // A run that was refused before any test has said why, and left nothing to compare.
  if (!existsSync(path.join(report, 'verdict.json'))) return;
  process.stdout.write(printable(differencesText(recorded, plan.scenarios, await readVerdict(report))));
}

/** Whether `file`, or the folder of a report that it names, is where the report goes. */
const isInside = (report: string, file: string): boolean =>
  [report, path.join(report, 'verdict.json')].includes(path.resolve(file));

async function runTests({ scenarios, generators, embeddedServer }: Replay, report: string): Promise<number> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'playwright-openvidu-replay-'));
  try {
    await writeFile(path.join(folder, 'replay.json'), JSON.stringify(scenarios));
    await writeFile(path.join(folder, 'replay.spec.mjs'), spec);
    await writeFile(
      path.join(folder, 'playwright.config.mjs'),
      config({
        generators,
        report: { folder: report },
        ...(embeddedServer && { openvidu: { embedded: embeddedServer } }),
      }),
    );
    const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
    // All generators are on this machine, and need no place beside it to meet.
    const env = { ...process.env, OPENVIDU_RENDEZVOUS: '' };
    const child = spawn(process.execPath, [cli, 'test', '-c', folder], { stdio: 'inherit', env });
    // Ctrl-C reaches the whole group, and Playwright then ends in its own time.
    const wait = () => {};
    process.on('SIGINT', wait);
    const terminate = () => child.kill('SIGTERM');
    process.on('SIGTERM', terminate);
    const [exitCode] = (await once(child, 'close')) as [number | null];
    process.off('SIGINT', wait);
    process.off('SIGTERM', terminate);
    return exitCode ?? 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const sibling = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const moduleOf = (at: string): string => JSON.stringify(new URL(`../${at}.${sibling}`, import.meta.url).href);

/** Data stays data: scenarios are read from a file, and never become code. */
const spec = `import { readFileSync } from 'node:fs';
import { replayScenario } from ${moduleOf('fixtures/replay-scenario')};
for (const scenario of JSON.parse(readFileSync(new URL('replay.json', import.meta.url), 'utf8'))) replayScenario(scenario);
`;

const config = (options: object): string => `import { defineLoadConfig } from ${moduleOf('config')};
export default defineLoadConfig({ testDir: '.', testMatch: 'replay.spec.mjs', outputDir: 'results', ...${JSON.stringify(options)} });
`;

/** What was not as in the recorded run. */
function differencesText(recorded: VerdictFile, scenarios: readonly ResolvedScenario[], now: VerdictFile): string {
  const changed = scenarios.flatMap((scenario) => {
    const repeated = now.scenarios.find(({ title }) => title === scenario.title)?.resolved;
    if (!repeated) return [`"${scenario.title}" was not judged`];
    return scenarioDifferences(scenario, readResolvedScenario(repeated, 'of the repetition')).map(
      (part) => `another ${part} of "${scenario.title}"`,
    );
  });
  const differences = [...changed, ...runDifferences(recorded.run, now.run)];
  if (differences.length === 0) return 'Nothing differs from the recorded run in platform, machine or versions.\n';
  return `Differs from the recorded run:\n${differences.map((line) => `  - ${line}\n`).join('')}`;
}
