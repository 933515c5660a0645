// The options of races for sessions, as they may stand in a study file; the flags of `study` are read into the
// same shape. All are optional: one of them alone asks for races, and the others are as usual.

import { BOUNDS } from '../../coordinator/configuration/bounds.js';
import { SESSION_STORES } from '../../sessions/race/race-terms.js';
import type { SessionStoreName } from '../../sessions/race/race-terms.js';
import { decimal, listOf, mapping, nameFrom, whole } from './values.js';

export interface SessionOptions {
  readonly stores: readonly SessionStoreName[];
  readonly sessions: number;
  readonly turns: number;
  readonly ttl_ms: number;
}

export const DEFAULT_SESSIONS: SessionOptions = {
  stores: SESSION_STORES,
  sessions: 8,
  turns: 20,
  ttl_ms: 200,
};

const { stores, sessions, turns, ttl_ms } = DEFAULT_SESSIONS;

export const sessionOptions = mapping(
  {
    stores: listOf(nameFrom(SESSION_STORES))
      .describe(`Stores that agents race on; ${stores.join(', ')} where it is left out.`)
      .exactOptional(),
    sessions: whole(BOUNDS.sessions)
      .describe(`Sessions that the agents race for; ${sessions} where it is left out.`)
      .exactOptional(),
    turns: whole(BOUNDS.session_turns)
      .describe(`Turns of each agent; ${turns} where it is left out.`)
      .exactOptional(),
    ttl_ms: decimal(BOUNDS.session_ttl_ms)
      .describe(`Milliseconds that a lease lives; ${ttl_ms} where it is left out.`)
      .exactOptional(),
  },
  '{ stores: [memory, sqlite], sessions: 8, turns: 20 }',
).describe(
  'Races for sessions, with the agents, threads, runs and seed of this file. Without strategies and workloads nothing is merged.',
);
