import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { Job } from 'kubernetes-models/batch/v1/Job';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { PersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import { Service } from 'kubernetes-models/v1/Service';
import { headOf, yamlOf } from './yaml-file.js';

const file = 'deploy/kubernetes/load-test.yaml';
// biome-ignore lint/suspicious/noExplicitAny: what is in a manifest is what the schemas below are for
type Manifest = any;
const models: Readonly<Record<string, new (data: Manifest) => { validate(): void }>> = {
  ConfigMap,
  Deployment,
  Job,
  PersistentVolumeClaim,
  Service,
};
const manifests = yamlOf(file) as Manifest[];
const named = (kind: string, name: string): Manifest =>
  manifests.find((of) => of.kind === kind && of.metadata.name === name) ?? assert.fail(`no ${kind} ${name}`);
const jobs = manifests.filter(({ kind }) => kind === 'Job');
const settings = named('ConfigMap', 'load-test').data as Record<string, string>;

describe(file, () => {
  it('fits the schema of Kubernetes', () => {
    for (const manifest of manifests) {
      const Model = models[manifest.kind] ?? assert.fail(`an unknown kind ${manifest.kind}`);
      new Model(manifest).validate();
    }
  });

  it('would be refused with a slip in it', () => {
    const wrong = structuredClone(named('Job', 'load-test'));
    wrong.spec.template.spec.containers[0].volumeMounts[0].mountpath = '/reports';
    delete wrong.spec.template.spec.containers[0].volumeMounts[0].mountPath;
    assert.throws(() => new Job(wrong).validate());
    const text = structuredClone(named('Job', 'load-test'));
    text.spec.completions = '4';
    assert.throws(() => new Job(text).validate());
  });

  it('has as many pods as shards, once, all at the same time', () => {
    const { spec } = named('Job', 'load-test');
    assert.deepEqual(
      [spec.completionMode, spec.backoffLimit, spec.completions, spec.parallelism],
      ['Indexed', 0, Number(settings.SHARDS), Number(settings.SHARDS)],
    );
    const [script] = spec.template.spec.containers[0].args;
    assert.match(script, /shard=\$\(\(JOB_COMPLETION_INDEX \+ 1\)\)/);
    assert.match(script, /npx playwright test --shard="\$shard\/\$SHARDS" --add-reporter=blob/);
  });

  it('names only what there is', () => {
    const [, host, port] = /^redis:\/\/([^:]+):(\d+)$/.exec(settings.OPENVIDU_RENDEZVOUS ?? '') ?? [];
    const service = named('Service', host ?? '');
    assert.equal(service.spec.ports[0].port, Number(port));
    assert.deepEqual(service.spec.selector, named('Deployment', 'load-redis').spec.template.metadata.labels);
    for (const { spec } of jobs) {
      const { containers, volumes } = spec.template.spec;
      for (const { envFrom, volumeMounts, args } of containers) {
        for (const { configMapRef } of envFrom) if (configMapRef) named('ConfigMap', configMapRef.name);
        const names = volumes.map(({ name }: Manifest) => name);
        for (const mount of volumeMounts) assert.ok(names.includes(mount.name), mount.name);
        const used = [...args[0].matchAll(/\$\{?([A-Z_]{3,})/g)].map(([, name]) => name as string);
        for (const name of used) assert.ok(name in settings || name === 'JOB_COMPLETION_INDEX', name);
        execFileSync('sh', ['-n'], { input: args[0] });
      }
      for (const { persistentVolumeClaim: claim } of volumes)
        if (claim)
          assert.deepEqual(named('PersistentVolumeClaim', claim.claimName).spec.accessModes, ['ReadWriteMany']);
    }
  });

  it('waits for the shards no shorter than they may take', () => {
    const [, waited] = /-lt (\d{3,})/.exec(named('Job', 'load-merge').spec.template.spec.containers[0].args[0]) ?? [];
    assert.ok(Number(waited) > named('Job', 'load-test').spec.activeDeadlineSeconds);
  });

  it('says at its top what to change', () => {
    for (const value of ['image', 'OPENVIDU_URL', 'OPENVIDU_RUN_ID', 'OPENVIDU_SECRET', 'SHARDS'])
      assert.ok(headOf(file).includes(value), value);
  });
});
