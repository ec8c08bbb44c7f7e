import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, copyFile, cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const version = '2.18.2';
const modulePath = 'github.com/livekit/livekit-cli/v2';
const buildLimitMs = 15 * 60_000;
const source = fileURLToPath(new URL('./lk-load-test', import.meta.url));
/** What our own participants publish. */
const clip = fileURLToPath(new URL('../../media/360p.h264', import.meta.url));
/** The H264 clips of 30 frames per second that the load tester takes turns with. */
const lkClips = ['butterfly_720_2000', 'cartoon_720_1500', 'circles_p540_2000'];

/**
 * LiveKit's load tester, built with Go where that is installed. A sentence if there is none. The module proxy has only
 * pointers to its clips (Git LFS), without which it publishes nothing: ours take their place, so both send the same video.
 */
export async function findLk(): Promise<{ path: string } | { missing: string }> {
  const built = path.join(homedir(), '.cache', 'playwright-openvidu', `lk-load-test-${version}-360p`, 'lk');
  if (existsSync(built)) return { path: built };
  console.log(`Building the load tester of lk ${version} with Go; the first time takes some minutes.`);
  const folder = await mkdtemp(path.join(tmpdir(), 'lk-load-test-'));
  const go = (...args: string[]) =>
    promisify(execFile)('go', args, { cwd: folder, timeout: buildLimitMs, maxBuffer: 16_000_000 });
  try {
    // A copy, because Go adds to go.mod and writes go.sum.
    await cp(source, folder, { recursive: true });
    const { stdout } = await go('mod', 'download', '-json', `${modulePath}@v${version}`);
    await copyModule((JSON.parse(stdout) as { Dir: string }).Dir, path.join(folder, 'livekit-cli'));
    await go('mod', 'edit', '-replace', `${modulePath}=./livekit-cli`);
    await mkdir(path.dirname(built), { recursive: true });
    // Beside its place, so that the move is one step.
    const fresh = `${built}.${process.pid}`;
    await go('build', '-mod=mod', '-o', fresh, '.');
    await rename(fresh, built);
    return { path: built };
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message.split('\n').slice(0, 3).join(' ') : String(thrown);
    return { missing: `The load tester of lk ${version} cannot be built (${why}); install Go 1.26.` };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The packages that the load tester is made of, with our clip for its own. The module cache is read-only. */
async function copyModule(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  await copyFile(path.join(from, 'go.mod'), path.join(to, 'go.mod'));
  for (const name of ['loadtester', 'provider', 'util'])
    await cp(path.join(from, 'pkg', name), path.join(to, 'pkg', name), { recursive: true });
  const resources = path.join(to, 'pkg', 'provider', 'resources');
  for (const folder of [to, path.join(to, 'pkg'), path.join(to, 'pkg', 'provider'), resources])
    await chmod(folder, 0o755);
  for (const name of lkClips) {
    const file = path.join(resources, `${name}.h264`);
    await rm(file);
    await copyFile(clip, file);
  }
}
