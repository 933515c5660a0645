// Random histories: few agents, fields and values, so that agents meet, repeat each other and change kinds.

import fc from 'fast-check';
import { closeHappensAfter } from '../../src/model/causality.js';
import type { Dot, Write } from '../../src/model/write.js';
import { Ledger } from '../../src/verdict/ledger.js';
import type { Intent } from './builders.js';
import { adds, after, appends, scalar } from './builders.js';

/** `rounds[r][i]` are the writes of agent i in round r, `happens_after` as declared and not closed. */
export interface History {
  readonly agents: readonly string[];
  readonly rounds: readonly (readonly (readonly Write[])[])[];
}

interface PlannedWrite {
  readonly intent: Intent;
  /** Picks the write it declares to follow, if any, among those it may. */
  readonly follows: number | null;
}

const element = fc.constantFrom('x', 'y', 1, '1', null);
const oneKind = fc.oneof(
  fc.tuple(fc.constantFrom('s', 't'), fc.constantFrom(1, 2, 'one')).map(([f, v]) => scalar(f, v)),
  fc.array(element, { maxLength: 3 }).map((elements) => adds('tags', ...elements)),
  fc.constantFrom('a', 'b', 'ab', 'ba', '').map((text) => appends('notes', text)),
);
const anyKind = fc.oneof(
  { weight: 4, arbitrary: oneKind },
  { weight: 1, arbitrary: fc.constantFrom(1, 2).map((value) => scalar('tags', value)) },
  { weight: 1, arbitrary: fc.constantFrom('a', 'c').map((text) => appends('s', text)) },
);

/** Every field keeps its kind. */
export const orderlyHistories: fc.Arbitrary<History> = histories(oneKind);

/** Some fields are written with two kinds. */
export const historiesOfAnyKind: fc.Arbitrary<History> = histories(anyKind);

function histories(intent: fc.Arbitrary<Intent>): fc.Arbitrary<History> {
  const planned = fc.record({ intent, follows: fc.option(fc.nat(), { nil: null, freq: 2 }) });
  const turn = fc.array(planned, { maxLength: 3 });
  const agents = fc.shuffledSubarray(['A', 'B', 'C', 'D'], { minLength: 1 });
  return agents.chain((names) =>
    fc
      .array(fc.array(turn, { minLength: names.length, maxLength: names.length }), {
        minLength: 1,
        maxLength: 4,
      })
      .map((rounds) => layOut(names, rounds)),
  );
}

/** A write may declare to follow any laid out before it, which keeps declarations free of circles. */
function layOut(
  agents: readonly string[],
  rounds: readonly (readonly (readonly PlannedWrite[])[])[],
): History {
  const laid: Dot[] = [];
  const next = new Map(agents.map((agent) => [agent, 0]));
  const write = (agent: string, { intent, follows }: PlannedWrite): Write => {
    const op_id = next.get(agent) ?? 0;
    const followed = follows === null ? undefined : laid[follows % Math.max(laid.length, 1)];
    const declared = followed ? after(intent, followed) : intent;
    laid.push([agent, op_id]);
    next.set(agent, op_id + 1);
    return declared(agent, op_id);
  };
  const turns = rounds.map((round) =>
    round.map((planned, index) => planned.map((one) => write(agents[index] ?? '', one))),
  );
  return { agents, rounds: turns };
}

/** The ledger of a run in which all went well, declarations closed as for any script. */
export function ledgerOfHistory({ agents, rounds }: History): Ledger {
  const closed = closeHappensAfter(
    agents.map((agent_id, index) => ({
      agent_id,
      writes: rounds.flatMap((turns, round) =>
        (turns[index] ?? []).map((write) => ({ round, write })),
      ),
    })),
  );
  const ledger = new Ledger(agents);
  const queues = closed.map((writes) => [...writes]);
  rounds.forEach((turns, round) => {
    ledger.issue(
      round,
      turns.map((writes, index) => (queues[index] ?? []).splice(0, writes.length)),
    );
    ledger.deliver(round, { type: 'everyone_to_everyone' });
  });
  return ledger;
}
