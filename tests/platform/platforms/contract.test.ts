import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import type { Platform } from '../../../src/platforms/platform.js';
import { eventually } from '../browser/eventually.js';
import { within } from '../server/signalling-client.js';
import { type Deployment, deployments } from './deployments.js';

const byName = (one: { name: string }, other: { name: string }) => one.name.localeCompare(other.name);

/** What a spec may rely on, whatever the edition: one list of tests, run against real servers of both. */
for (const { edition, version, skip, start } of deployments)
  describe(`a platform of ${edition}`, { skip }, () => {
    let deployment: Deployment;
    let platform: Platform;
    before(async () => {
      deployment = await start();
      platform = deployment.platform();
    });
    after(() => deployment?.close());
    const session = (t: TestContext, name: string) => {
      t.after(() => platform.closeSession(name));
      return platform.createSession(name);
    };

    it('tells what it is, and leaves no session behind for that', async () => {
      const info = await platform.preflight();
      assert.match(info.version, version);
      assert.deepEqual(info, {
        edition,
        version: info.version,
        url: deployment.url,
        embedded: edition === 'openvidu2',
        faults: [],
      });
      assert.deepEqual(await platform.listSessions(), []);
    });

    it('takes no harm from a path in the URL', async () => {
      const other = deployment.platform(`${deployment.url}/some/page?x#y`);
      assert.equal((await other.preflight()).url, deployment.url);
    });

    it('makes sessions once by name, lists and closes them without fuss', async (t) => {
      const [first, second] = await Promise.all([session(t, 'a'), session(t, 'a')]);
      assert.deepEqual([first.name, second.name], ['a', 'a']);
      await session(t, 'b');
      assert.deepEqual((await platform.listSessions()).toSorted(byName), [
        { name: 'a', participants: 0 },
        { name: 'b', participants: 0 },
      ]);
      await Promise.all([first.close(), second.close()]);
      await first.close();
      assert.deepEqual(await platform.listSessions(), [{ name: 'b', participants: 0 }]);
    });

    it('closes a session that another closes too', async (t) => {
      await session(t, 'a');
      await Promise.all([platform.closeSession('a'), deployment.platform().closeSession('a')]);
      assert.deepEqual(await platform.listSessions(), []);
    });

    it('closes what was never there', () => platform.closeSession('never-there'));

    it('makes a token for each participant', async (t) => {
      const { createToken } = await session(t, 'a');
      const tokens = await Promise.all([createToken(), createToken(), createToken({ subscribes: false })]);
      assert.equal(new Set(tokens).size, 3);
      for (const token of tokens) await deployment.join('a', token);
      await eventually(
        () => platform.listSessions(),
        ([listed]) => listed?.participants === 3,
      );
    });

    it('lets publishers and moderators publish, subscribers not', async (t) => {
      const { createToken } = await session(t, 'a');
      const may = async (...options: Parameters<typeof createToken>) =>
        (await deployment.join('a', await createToken(...options))).mayPublish;
      assert.equal(await may(), true);
      assert.equal(await may({ role: 'PUBLISHER', subscribes: false }), true);
      assert.equal(await may({ role: 'MODERATOR' }), true);
      assert.equal(await may({ role: 'SUBSCRIBER' }), false);
    });

    it('passes on the data of a token', async (t) => {
      const { createToken } = await session(t, 'a');
      assert.equal((await deployment.join('a', await createToken())).data, '');
      assert.equal((await deployment.join('a', await createToken({ data: '{"seat":7}' }))).data, '{"seat":7}');
    });

    it('ends the connections of a session that is closed', async (t) => {
      const { createToken, close } = await session(t, 'a');
      const { closed } = await deployment.join('a', await createToken());
      await close();
      await within(closed, 'the end of the connection');
    });

    it('refuses names that OpenVidu 2 would refuse', async () => {
      for (const name of ['', 'with space', '../x', 'ü'])
        for (const call of [() => platform.createSession(name), () => platform.closeSession(name)])
          await assert.rejects(call(), { code: 'INVALID_CONFIG', message: /letters, digits/ });
    });

    it('prints nothing', async (t) => {
      const written: string[] = [];
      for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
        t.mock.method(console, method, (...words: unknown[]) => written.push(words.join(' ')));
      await platform.preflight();
      await (await session(t, 'a')).createToken();
      await platform.listSessions();
      await platform.closeSession('a');
      assert.deepEqual(written, []);
    });

    it('has figures, or says that it has none', async () => {
      assert.equal((await platform.figures()) === undefined, edition === 'openvidu3');
    });
  });
