import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const prefix = 'openvidu-hosts-';
const missing = 'ip (iproute2) is not installed; node scripts/setup.mjs --test-servers installs it as root';

/**
 * Hosts within this machine: network namespaces, joined by veth pairs to a bridge that has a namespace of its own. Nothing else of
 * the machine's network is touched, and nothing in them reaches beyond.
 */
export class HostNetwork {
  readonly #names: readonly string[];
  readonly #onExit = () => this.close();

  /** @throws Error that says why they cannot be made */
  constructor(hosts: number) {
    removeLeftOvers();
    this.#names = Array.from({ length: hosts + 1 }, (_, host) => `${prefix}${process.pid}-${host}`);
    process.once('exit', this.#onExit);
    try {
      for (const name of this.#names) ip('netns', 'add', name);
      const [hub, ...others] = this.#names as [string, ...string[]];
      ip('-n', hub, 'link', 'add', 'bridge', 'type', 'bridge');
      ip('-n', hub, 'link', 'set', 'bridge', 'up');
      for (const [i, host] of others.entries()) {
        const port = `port${i + 1}`;
        ip('-n', hub, 'link', 'add', port, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', host);
        ip('-n', hub, 'link', 'set', port, 'master', 'bridge', 'up');
        ip('-n', host, 'addr', 'add', `${this.address(i + 1)}/24`, 'dev', 'eth0');
        for (const device of ['eth0', 'lo']) ip('-n', host, 'link', 'set', device, 'up');
      }
    } catch (thrown) {
      this.close();
      throw thrown;
    }
  }

  /** @param host from 1 */
  address(host: number): string {
    return `10.77.0.${host}`;
  }

  /** Command that runs another on a host, from 1. */
  within(host: number): readonly string[] {
    return ['ip', 'netns', 'exec', this.#names[host]!];
  }

  /** Ends what still runs there, and removes all of it. */
  close(): void {
    process.off('exit', this.#onExit);
    for (const name of this.#names) remove(name);
  }
}

/** Why they cannot be made here, or `false`. */
export function whyNoHosts(): string | false {
  try {
    new HostNetwork(1).close();
    return false;
  } catch (thrown) {
    return `no network namespaces can be made here: ${(thrown as Error).message}`;
  }
}

function ip(...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync('ip', args, { encoding: 'utf8' });
  if (error) throw new Error((error as NodeJS.ErrnoException).code === 'ENOENT' ? missing : error.message);
  if (status !== 0) throw new Error(`ip ${args.join(' ')}: ${stderr.trim()}`);
  return stdout;
}

function remove(name: string): void {
  if (!existsSync(`/run/netns/${name}`)) return;
  for (const pid of ip('netns', 'pids', name).split('\n').filter(Boolean))
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch (thrown) {
      // It ended by itself.
      if ((thrown as NodeJS.ErrnoException).code !== 'ESRCH') throw thrown;
    }
  ip('netns', 'delete', name);
}

/** Removes what test processes left that were killed. */
function removeLeftOvers(): void {
  for (const line of ip('netns', 'list').split('\n')) {
    const [name = ''] = line.split(' ');
    const pid = name.startsWith(prefix) && name.slice(prefix.length).split('-')[0];
    if (pid && !existsSync(`/proc/${pid}`)) remove(name);
  }
}
