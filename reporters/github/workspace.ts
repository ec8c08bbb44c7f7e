import path from 'node:path';
import type { SpecLocation } from '../collect/run-model.js';
import type { AnnotationPlace } from './workflow-command.js';

/**
 * Where GitHub looks for a line of a spec; undefined outside the repository.
 * @param workspace folder of the repository
 */
export function placeInWorkspace({ file, line }: SpecLocation, workspace: string): AnnotationPlace | undefined {
  const within = path.relative(workspace, file);
  if (within === '' || within.startsWith('..') || path.isAbsolute(within)) return undefined;
  return { file: within.split(path.sep).join('/'), line };
}
