import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

interface Zip {
  read(entry: string): Promise<Buffer>;
  close(): void;
}
interface ZipWriter {
  readonly outputStream: NodeJS.ReadableStream;
  addBuffer(content: Buffer, name: string): void;
  end(): void;
}
const runner = createRequire(require.resolve('@playwright/test/package.json'));
const core = createRequire(runner.resolve('playwright/package.json'));
const { ZipFile } = core('playwright-core/lib/coreBundle').utils as { ZipFile: new (file: string) => Zip };
const { yazl } = core('playwright-core/lib/utilsBundle') as { yazl: { ZipFile: new () => ZipWriter } };

interface Entry {
  readonly title: string;
  readonly testId?: string;
  entries?: Entry[];
}
interface Event {
  readonly method: string;
  readonly params?: {
    testId?: string;
    test?: { testId: string };
    project?: { suites: Entry[] };
  };
}

/** Writes the part of a blob report that holds the tests whose titles are kept, as the blob report of a run of these tests alone. */
export async function partOfBlob(
  blob: string,
  part: string,
  keeps: (titles: readonly string[]) => boolean,
): Promise<void> {
  const zip = new ZipFile(blob);
  const events = String(await zip.read('report.jsonl'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Event);
  zip.close();
  const kept = new Set<string>();
  const filtered = (entry: Entry, titles: readonly string[]): Entry[] => {
    const path = [...titles, entry.title];
    if (entry.entries) {
      const entries = entry.entries.flatMap((inner) => filtered(inner, path));
      return entries.length === 0 ? [] : [{ ...entry, entries }];
    }
    if (!entry.testId || !keeps(path)) return [];
    kept.add(entry.testId);
    return [entry];
  };
  for (const { params } of events)
    if (params?.project) params.project.suites = params.project.suites.flatMap((suite) => filtered(suite, []));
  const ofPart = events.filter(({ params }) => {
    const id = params?.testId ?? params?.test?.testId;
    return id === undefined || kept.has(id);
  });
  const writer = new yazl.ZipFile();
  const file = createWriteStream(part);
  writer.outputStream.pipe(file);
  writer.addBuffer(Buffer.from(ofPart.map((event) => `${JSON.stringify(event)}\n`).join('')), 'report.jsonl');
  writer.end();
  await once(file, 'close');
}
