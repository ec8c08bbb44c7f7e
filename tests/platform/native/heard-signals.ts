import assert from 'node:assert/strict';
import type { ReceivedSignal } from '../../../src/model/signals.js';
import type { JoinedParticipant } from '../../../src/participants/participant.js';
import { eventually } from './deployment.js';

/** What participants of these tests send. */
export const signals = { everyMs: 50, phaseMs: 7, bytes: 64 };

/** Waits until each has received five signals of every other, none missing between them, and checks that nobody received any else. */
export async function hearEachOther(participants: readonly JoinedParticipant[]): Promise<void> {
  for (const participant of participants) {
    const others = participants.flatMap(({ role }) => (role === participant.role ? [] : [role.index]));
    const got: ReceivedSignal[] = [];
    const of = (sender: number) => got.filter(({ from }) => from === sender);
    await eventually(`${participant.role.index} hears ${others}`, () => {
      got.push(...participant.takeSignals!());
      return others.every((other) => of(other).length >= 5) ? true : undefined;
    });
    assert.deepEqual([...new Set(got.map(({ from }) => from))].sort(), others);
    for (const other of others)
      for (const [i, { number, latencyMs }] of of(other).entries()) {
        assert.equal(number, of(other)[0]!.number + i);
        assert.ok(latencyMs > -1 && latencyMs < 1_000, `${latencyMs} ms from ${other} to ${participant.role.index}`);
      }
  }
}
