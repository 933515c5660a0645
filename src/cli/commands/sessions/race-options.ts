// What is typed for `mergestorm sessions race`, read strictly.

import type { Bounds } from '../../../coordinator/configuration/bounds.js';
import { BOUNDS } from '../../../coordinator/configuration/bounds.js';
import { EXIT, UserError } from '../../../model/problem.js';
import { whyImpossible } from '../../../sessions/race/impossible.js';
import type { SessionRaceOptions, SessionStoreName } from '../../../sessions/race/race-terms.js';
import { DEFAULT_YIELD_SHARE, SESSION_STORES } from '../../../sessions/race/race-terms.js';
import type { Typed } from '../../command-spec.js';
import { requireName } from '../../names.js';
import { parseDecimal, parseWhole } from '../../numbers.js';
import { textOf } from '../../typed-flags.js';

/** Every call is kept until it is judged: about 20 of them a turn. */
const MAX_TURNS = 100_000;
const MAX_AGENTS = 10_000;
const MS_PER_S = 1_000;
const DEFAULT_THREADS: Readonly<Record<SessionStoreName, number>> = { memory: 1, sqlite: 2 };

/** @throws UserError (exit 64) for what no race can be run with. */
export function raceOptionsFrom(typed: Typed): SessionRaceOptions {
  const store = storeFrom(typed);
  const agents = whole(typed, 'agents', 64, { min: 1, max: MAX_AGENTS });
  const options: SessionRaceOptions = {
    ...{ store, agents, directory: null },
    sessions: whole(typed, 'sessions', 8, BOUNDS.sessions),
    threads: whole(typed, 'threads', Math.min(DEFAULT_THREADS[store], agents), BOUNDS.threads),
    turns_per_agent: whole(typed, 'turns', 20, BOUNDS.session_turns),
    seed: whole(typed, 'seed', 1, BOUNDS.seed),
    ttl_ms: parseDecimal('ttl', textOf(typed, 'ttl') ?? '200', BOUNDS.session_ttl_ms),
    timeout_ms: whole(typed, 'timeout', 120, BOUNDS.timeout_s) * MS_PER_S,
    yield_share: parseDecimal(
      'yield-share',
      textOf(typed, 'yield-share') ?? String(DEFAULT_YIELD_SHARE),
      { min: 0, max: 1 },
    ),
  };
  refuseImpossible(options);
  return options;
}

function storeFrom(typed: Typed): SessionStoreName {
  const name = requireName('session store in --store', textOf(typed, 'store') ?? 'sqlite', [
    ...SESSION_STORES,
  ]);
  return name === 'memory' ? 'memory' : 'sqlite';
}

function whole(typed: Typed, flag: string, usual: number, bounds: Bounds): number {
  return parseWhole(flag, textOf(typed, flag) ?? String(usual), bounds);
}

function refuseImpossible(options: SessionRaceOptions): void {
  const { agents, threads, turns_per_agent: turns } = options;
  const refusal = whyImpossible(options);
  if (refusal !== null) throw impossible(`--threads ${threads}`, refusal);
  if (agents * turns > MAX_TURNS) {
    const remedy = `every call is kept until it is judged: ask for ${MAX_TURNS} turns in all, at most`;
    throw impossible(`--agents ${agents} --turns ${turns}`, remedy);
  }
}

function impossible(where: string, remedy: string): UserError {
  return new UserError(EXIT.usage, { what: 'no such race', where, remedy });
}
