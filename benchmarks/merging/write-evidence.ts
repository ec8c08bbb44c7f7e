import { mkdirSync } from 'node:fs';
import { copyFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { TestInfo } from '@playwright/test';
import { EvidenceWriter } from '../../fixtures/evidence-writer.js';
import { judgeStep, mergeFigures } from '../../src/analysis/index.js';
import type { StepFigures } from '../../src/model/figures.js';
import type { PlannedParticipant } from '../../src/model/plan.js';
import type { ResolvedScenario } from '../../src/model/scenario.js';
import { joinsIn, plan, share } from '../../src/scenario/index.js';
import { generatorFigures } from './generator-figures.js';

/** Where the evidence of a run is, as a merge finds it after the runner has unpacked the blobs. */
export interface EvidenceOnDisk {
  readonly scenario: ResolvedScenario;
  readonly generators: number;
  /** Files of each generator's test, in the order in which they were attached. */
  readonly attachments: readonly (readonly AttachmentOnDisk[])[];
}

export interface AttachmentOnDisk {
  readonly file: string;
  /** Attached as a file; else as a body. */
  readonly isFile: boolean;
}

/** What writing cost. */
export interface Written {
  readonly evidence: EvidenceOnDisk;
  readonly streams: number;
  readonly bytes: number;
  /** CPU time that one generator takes to merge what was gathered of a step, mean over the steps. */
  readonly mergeMs: number;
}

const scenarioKey = 'chromium › specs/rooms.spec.ts › merged';
const began = Date.UTC(2026, 0, 5, 3, 0, 0);

/** Writes what the generators of a run attach, by the writer that they use. Every step is gathered and merged as they do it. */
export async function writeEvidence(scenario: ResolvedScenario, generators: number, folder: string): Promise<Written> {
  const whole = plan(scenario);
  const shares = Array.from({ length: generators }, (_, i) => share(whole, i + 1, generators));
  const members: PlannedParticipant[][] = shares.map(() => []);
  const tests = shares.map((_, i) => new TestOnDisk(path.join(folder, `generator-${i + 1}`)));
  const writers = tests.map(
    (test, i) => new EvidenceWriter(test as unknown as TestInfo, { scenarioKey, generator: i + 1, generators }),
  );
  for (const writer of writers) {
    const info = {
      edition: 'openvidu2',
      version: '2.32.1',
      url: 'https://openvidu.example.com/',
      embedded: false,
    } as const;
    const deployment = { info: { ...info, faults: [] } } as never;
    await writer.scenario({ scenario, runId: '9f3c2a', deployment, sharedWithServer: false });
  }
  let mergeMicros = 0;
  for (const step of whole.steps) {
    const list = shares.map((own, i): StepFigures => {
      const planned = own.steps[step.index - 1]!;
      members[i]!.push(...planned.joins);
      return generatorFigures({ generator: i + 1, share: planned, members: members[i]!, began });
    });
    const startedAt = process.cpuUsage();
    const figures = mergeFigures(list);
    const { user, system } = process.cpuUsage(startedAt);
    mergeMicros += user + system;
    const judgement = judgeStep(figures, scenario, {
      generators,
      sharedWithServer: false,
      plannedExpectedStreams: step.expectedStreams,
      joins: joinsIn(step),
    });
    for (const writer of writers.slice(0, 2)) await writer.step({ attempt: 1, figures, judgement });
    // The others attach what the second did: packing the same figures 62 times more would only take time.
    const witness = JSON.parse(tests[1]!.last) as object;
    for (const [i, test] of tests.entries())
      if (i > 1) await test.attach('', { body: JSON.stringify({ ...witness, generator: i + 1 }) });
  }
  for (const writer of writers) await writer.end('completed');
  return {
    evidence: { scenario, generators, attachments: tests.map(({ files }) => files) },
    streams: whole.steps[0]!.expectedStreams,
    bytes: tests.reduce((sum, { bytes }) => sum + bytes, 0),
    mergeMs: mergeMicros / 1000 / whole.steps.length,
  };
}

/** As much of a test's information as the writer uses. */
class TestOnDisk {
  readonly config = { shard: null, preserveOutput: 'always' };
  readonly files: AttachmentOnDisk[] = [];
  bytes = 0;
  last = '';

  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
  }

  outputPath(name: string): string {
    return path.join(this.folder, name);
  }

  async attach(_name: string, { body, path: from }: { body?: string; path?: string }): Promise<void> {
    const file = path.join(this.folder, `attachment-${this.files.length + 1}.json`);
    if (from) await copyFile(from, file);
    else await writeFile(file, body ?? '');
    this.last = body ?? '';
    this.files.push({ file, isFile: from !== undefined });
    this.bytes += (await stat(file)).size;
  }
}
