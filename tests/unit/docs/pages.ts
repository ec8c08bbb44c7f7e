import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** A Markdown file that users read. */
export interface Page {
  /** Relative to the repository. */
  readonly path: string;
  readonly text: string;
}

/** Every page: those beside package.json and all of docs/. */
export function pages(): Page[] {
  const inRoot = readdirSync(repository).filter((name) => name.endsWith('.md'));
  const inDocs = (readdirSync(path.join(repository, 'docs'), { recursive: true }) as string[])
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join('docs', name));
  return [...inRoot, ...inDocs].sort().map(page);
}

export const page = (at: string): Page => ({ path: at, text: readFileSync(path.join(repository, at), 'utf8') });

/** A fenced block. */
export interface CodeBlock {
  readonly language: string;
  readonly text: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
  /** What the comment `<!-- from … -->` above it names. */
  readonly source?: string;
}

export function codeBlocks({ path: at, text }: Page): CodeBlock[] {
  const lines = text.split('\n');
  const blocks: CodeBlock[] = [];
  let start: number | undefined;
  lines.forEach((line, i) => {
    if (!line.startsWith('```')) return;
    if (start === undefined) {
      start = i;
      return;
    }
    const above = lines.slice(0, start).findLast((before) => before.trim() !== '');
    const source = /^<!-- from (\S+) -->$/.exec(above?.trim() ?? '')?.[1];
    blocks.push({
      language: lines[start]!.slice(3).trim(),
      text: lines.slice(start + 1, i).join('\n'),
      line: start + 1,
      ...(source !== undefined && { source }),
    });
    start = undefined;
  });
  if (start !== undefined) throw new Error(`${at}:${start + 1}: a fenced block is never closed`);
  return blocks;
}

/** The page without its fenced blocks. */
export function proseOf({ text }: Page): string {
  return text.replace(/^```.*?^```$/gms, '');
}

/** The id that GitHub gives a heading. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[`*]/g, '')
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

export const anchorsOf = (of: Page): string[] =>
  [...proseOf(of).matchAll(/^#+ +(.+)$/gm)].map(([, heading = '']) => anchorOf(heading.trim()));
