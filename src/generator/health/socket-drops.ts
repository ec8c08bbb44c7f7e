import { readdirSync, readlinkSync } from 'node:fs';
import { readIfPresent } from './machine-counters.js';

/** Packets that each UDP socket of this process has dropped since it was opened, by inode. */
export type SocketDrops = ReadonlyMap<string, number>;

const tables = ['/proc/net/udp', '/proc/net/udp6'];

/**
 * Reads the drops of this process's UDP sockets; undefined where the system does not tell.
 * @param read a file's text, or undefined where there is none.
 * @param ownInodes of the sockets that this process has open.
 */
export function readSocketDrops(
  read: (path: string) => string | undefined = readIfPresent,
  ownInodes: () => ReadonlySet<string> = readOwnInodes,
): SocketDrops | undefined {
  const texts = tables.map(read).filter((text) => text !== undefined);
  if (texts.length === 0) return undefined;
  const own = ownInodes();
  return new Map(texts.flatMap(parseTable).filter(([inode]) => own.has(inode)));
}

/** Packets dropped between two readings. A socket that was closed meanwhile tells no more. */
export function dropsBetween(before: SocketDrops | undefined, after: SocketDrops | undefined): number | undefined {
  if (!before || !after) return undefined;
  let dropped = 0;
  for (const [inode, drops] of after) dropped += Math.max(0, drops - (before.get(inode) ?? 0));
  return dropped;
}

/** A line has the socket's inode in its tenth column, and its drops in the last. */
function parseTable(text: string): [inode: string, drops: number][] {
  const lines = text.trim().split('\n').slice(1);
  return lines.map((line) => {
    const columns = line.trim().split(/\s+/);
    return [columns[9] ?? '', Number(columns.at(-1))];
  });
}

function readOwnInodes(): ReadonlySet<string> {
  const inodes = new Set<string>();
  for (const descriptor of readdirSync('/proc/self/fd')) {
    const inode = /^socket:\[(\d+)\]$/.exec(targetOf(`/proc/self/fd/${descriptor}`))?.[1];
    if (inode !== undefined) inodes.add(inode);
  }
  return inodes;
}

function targetOf(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    // Closed since it was listed.
    return '';
  }
}
