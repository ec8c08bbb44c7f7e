import { allure2, junitXml } from '@allurereport/reader';
import { BufferResultFile, type RawTestResult, type ResultsVisitor } from '@allurereport/reader-api';

/** Test results as Allure Report's own readers see them. @throws where they do not take the file */
export async function readByAllure(text: string, fileName: string): Promise<RawTestResult[]> {
  const results: RawTestResult[] = [];
  const visitor = new Proxy({} as ResultsVisitor, {
    get: (_target, method) => async (found: RawTestResult) => {
      if (method === 'visitTestResult') results.push(found);
    },
  });
  const reader = fileName.endsWith('.xml') ? junitXml : allure2;
  const taken = await reader.read(visitor, new BufferResultFile(Buffer.from(text), fileName));
  if (!taken) throw new Error(`Allure's reader does not take ${fileName}.`);
  return results;
}
