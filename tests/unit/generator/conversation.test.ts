import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Conversation } from '../../../src/generator/conversation.js';
import type { Member } from '../../../src/generator/crowd.js';
import type { Voice } from '../../../src/model/scenario.js';
import { constant, nToN, plan, resolveScenario, type SpeakersInput } from '../../../src/scenario/index.js';

const turnMs = 5_000;
const startedAt = 1_000_000;
const sound = { session: 0, to: 2, kind: 'audio', receiver: 'native' } as const;

function conversation(speakers: SpeakersInput | undefined, browser = 0) {
  const scenario = resolveScenario('talk', {
    topology: nToN(3),
    load: constant({ sessions: 1 }),
    participants: { browser, ...(speakers && { speakers }) },
  });
  const planned = plan(scenario);
  const voices: Voice[][] = [[], [], []];
  const members = planned.steps[0]!.joins.map((join) => ({
    planned: join,
    participant: { setVoice: (voice: Voice) => voices[join.role.index]!.push(voice) },
  })) as unknown as Member[];
  const talk = new Conversation(scenario, planned);
  talk.begin(1, startedAt);
  return { talk, members, voices };
}

/** Who spoke in each of the first turns. */
function spoken(speakers: SpeakersInput, count: number): number[] {
  const { talk, members, voices } = conversation(speakers);
  for (let turn = 0; turn < count; turn++) talk.direct(members, startedAt + turn * turnMs);
  return Array.from({ length: count }, (_, turn) => voices.findIndex((of) => of[turn] === 'speech'));
}

test('one speaks in each turn, and the others do as they are told', () => {
  const { talk, members, voices } = conversation({ active: 1, others: 'muted' });
  for (let turn = 0; turn < 20; turn++) talk.direct(members, startedAt + turn * turnMs + 700);
  for (let turn = 0; turn < 20; turn++)
    assert.deepEqual(voices.map((of) => of[turn]).sort(), ['muted', 'muted', 'speech']);
});

test('nobody is told anything without turns', () => {
  const { talk, members, voices } = conversation(undefined);
  talk.direct(members, startedAt);
  assert.deepEqual(voices, [[], [], []]);
});

test('a muted stream must flow from shortly after its turn began until it ends', () => {
  const speakers = { active: 1, others: 'muted' } as const;
  const { talk } = conversation(speakers);
  const turns = spoken(speakers, 12);
  const hold = { from: startedAt + turnMs, to: startedAt + 11 * turnMs };
  for (const from of [0, 1]) {
    const heard = talk.heard({ ...sound, from }, [hold]);
    for (let turn = 1; turn < 11; turn++) {
      const isHeard = (at: number) => heard.some((window) => window.from <= at && at <= window.to);
      const middle = startedAt + turn * turnMs + 2_500;
      assert.equal(isHeard(middle), turns[turn] === from, `participant ${from}, turn ${turn}`);
      const early = startedAt + turn * turnMs + 1_000;
      assert.equal(isHeard(early), turns[turn] === from && turns[turn - 1] === from, `begin of turn ${turn}`);
      assert.equal(talk.isMuted({ ...sound, from }, middle), turns[turn] !== from);
    }
  }
});

test('video, open microphones and browsers are judged throughout', () => {
  const hold = { from: startedAt, to: startedAt + 30_000 };
  const muted = conversation({ active: 1, others: 'muted' }).talk;
  assert.deepEqual(muted.heard({ ...sound, kind: 'video', from: 0 }, [hold]), [hold]);
  const open = conversation({ active: 1, others: 'silence' }).talk;
  assert.deepEqual(open.heard({ ...sound, from: 0 }, [hold]), [hold]);
  const withBrowser = conversation({ active: 1, others: 'muted' }, 1);
  const browser = withBrowser.members.find(({ planned }) => planned.kind === 'browser')!.planned.role.index;
  assert.deepEqual(withBrowser.talk.heard({ ...sound, from: browser }, [hold]), [hold]);
});
