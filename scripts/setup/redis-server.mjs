import { installDebianPackage } from './debian-package.mjs';

/** Installs the Redis that tests of runs over several machines need. */
export const installRedisServer = () =>
  installDebianPackage({
    name: 'redis-server',
    command: ['redis-server', '--version'],
    what: 'Redis',
    otherwise:
      'Tests of runs over several machines are skipped, or fail where CI is set; to run them, put a redis-server on the PATH.',
  });
