import { installDebianPackage } from './debian-package.mjs';

/** Installs the command that makes the network of the test of several hosts. */
export const installIproute = () =>
  installDebianPackage({
    name: 'iproute2',
    command: ['ip', '-V'],
    what: 'iproute2',
    otherwise: 'The test of a run over several hosts is skipped; to run it, put ip on the PATH.',
  });
