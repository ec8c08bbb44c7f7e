import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { resolvePlatformFigures } from '../../../src/model/platform-sources.js';

const url = 'https://prometheus.example.com/team/';

describe('sources of figures of the platform', () => {
  it('are none unless one is given', () => {
    assert.deepEqual(resolvePlatformFigures({}, {}), { mistakes: [] });
  });

  it('are found in the environment too, with credentials', () => {
    const { prometheus, mistakes } = resolvePlatformFigures(
      {},
      { OPENVIDU_PROMETHEUS_URL: url, OPENVIDU_PROMETHEUS_TOKEN: 'MY_TOKEN' },
    );
    assert.deepEqual(mistakes, []);
    assert.equal(prometheus?.url, 'https://prometheus.example.com/team');
    assert.equal(prometheus.authorization, 'Bearer MY_TOKEN');
    assert.equal(Object.keys(prometheus.queries).length, 6);
  });

  it('take queries in place of their own, and leave out what is null', () => {
    const { prometheus } = resolvePlatformFigures(
      { prometheus: { url, queries: { cpu: 'sum(mine)', cpuShare: null } } },
      { OPENVIDU_PROMETHEUS_USER: 'me', OPENVIDU_PROMETHEUS_PASSWORD: 'MY_PASSWORD' },
    );
    assert.equal(prometheus?.queries.cpu, 'sum(mine)');
    assert.equal('cpuShare' in prometheus.queries, false);
    assert.match(prometheus.queries.memoryMb ?? '', /node_memory/);
    assert.equal(prometheus.authorization, `Basic ${Buffer.from('me:MY_PASSWORD').toString('base64')}`);
  });

  it('are refused with every mistake, and without their secrets', () => {
    const queries = { cpu: ' ', disk: 'x' } as object;
    const { prometheus, mistakes } = resolvePlatformFigures(
      { prometheus: { url: 'https://me:MY_PASSWORD@host', queries } },
      {},
    );
    assert.equal(prometheus, undefined);
    assert.equal(mistakes.length, 3);
    assert.match(mistakes.join(' '), /carries credentials.*disk is unknown.*queries\.cpu is empty/);
    assert.doesNotMatch(mistakes.join(' '), /MY_/);
    assert.match(resolvePlatformFigures({ prometheus: {} }, {}).mistakes.join(), /has no url/);
    assert.match(resolvePlatformFigures({ prometheus: { url: 'localhost:9090' } }, {}).mistakes.join(), /no address/);
  });
});
