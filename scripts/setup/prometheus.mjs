import { installDebianPackage } from './debian-package.mjs';

const packages = ['prometheus', 'prometheus-node-exporter'];

/** Installs the Prometheus, and the exporter of a machine's figures, that some tests need. */
export async function installPrometheus() {
  for (const name of packages)
    await installDebianPackage({
      name,
      command: [name, '--version'],
      what: name === 'prometheus' ? 'Prometheus' : "Prometheus's node exporter",
      otherwise: `Tests with a real Prometheus are skipped, or fail where CI is set; to run them, put ${packages.join(' and ')} on the PATH.`,
    });
}
