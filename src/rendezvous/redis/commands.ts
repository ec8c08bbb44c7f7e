import type { Redis } from 'ioredis';

/** A generator's state in the hash of members: the instant of its last beat by Redis's clock, in ms, or that it left as planned. */
export const leftMark = 'left';

// Each script is one step that happens whole or not at all, whoever dies around it.

const handIn = {
  numberOfKeys: 1,
  lua: `
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
local count = redis.call('HLEN', KEYS[1])
if count >= tonumber(ARGV[3]) then redis.call('PUBLISH', ARGV[5], ARGV[6]) end
return count`,
};

const gathered = {
  numberOfKeys: 1,
  lua: `
if redis.call('HLEN', KEYS[1]) < tonumber(ARGV[1]) then return false end
return redis.call('HGETALL', KEYS[1])`,
};

const abortScenario = {
  numberOfKeys: 1,
  lua: `
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then redis.call('PUBLISH', ARGV[3], ARGV[4]) end
return redis.call('GET', KEYS[1])`,
};

const arrive = {
  numberOfKeys: 1,
  lua: `
local time = redis.call('TIME')
local isNew = redis.call('HSETNX', KEYS[1], ARGV[1], time[1] * 1000 + math.floor(time[2] / 1000))
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return isNew`,
};

const beat = {
  numberOfKeys: 2,
  lua: `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then return {0, {}, false} end
redis.call('HSET', KEYS[1], ARGV[1], now)
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return {now, redis.call('HGETALL', KEYS[1]), redis.call('GET', KEYS[2])}`,
};

/** What a beat brings back: Redis's time in ms (0 if it has forgotten this generator), members and their states in turn, why the scenario was aborted. */
export type BeatReply = [now: number, members: string[], abortReason: string | null];

/** A connection with the scripts of the rendezvous. */
export interface RendezvousCommands extends Redis {
  handIn(
    gatherKey: string,
    generator: number,
    value: string,
    generators: number,
    expireMs: number,
    channel: string,
    message: string,
  ): Promise<number>;
  /** What was handed in, generators and values in turn; null as long as not all have, so that a wait costs no traffic. */
  gathered(gatherKey: string, generators: number): Promise<string[] | null>;
  /** Returns the first reason. */
  abortScenario(abortKey: string, reason: string, expireMs: number, channel: string, message: string): Promise<string>;
  /** 1, or 0 if this generator is known already. */
  arrive(membersKey: string, generator: number, expireMs: number): Promise<number>;
  beat(membersKey: string, abortKey: string, generator: number, expireMs: number): Promise<BeatReply>;
}

export function withCommands(redis: Redis): RendezvousCommands {
  for (const [name, script] of Object.entries({ handIn, gathered, abortScenario, arrive, beat }))
    redis.defineCommand(name, script);
  return redis as RendezvousCommands;
}
