// Small random histories: who writes what in which round, and who hears of whom in between. Values are
// drawn from small pools, so that equal values, empty ones and two kinds in one field come up often.

import fc from 'fast-check';
import { closeHappensAfter } from '../../../src/model/causality.js';
import type { Json, JsonScalar } from '../../../src/model/json.js';
import type { Dot, Write } from '../../../src/model/write.js';
import { dotKey, dotOf } from '../../../src/model/write.js';

export interface History {
  readonly agents: readonly string[];
  readonly rounds: readonly HistoryRound[];
}

export interface HistoryRound {
  /** Per agent, in program order, `happens_after` closed. */
  readonly writes: readonly (readonly Write[])[];
  /** After the writes, in this order: the second agent receives all that the first one holds. */
  readonly deliveries: readonly (readonly [from: number, to: number])[];
}

type Intent = Pick<Write, 'field' | 'kind' | 'value'>;

export interface Draft {
  readonly intent: Intent;
  /** Picks the write this one declares to follow, among all those before it; none where undefined. */
  readonly after: number | undefined;
}

export const AGENTS = ['ann', 'bob', 'cid', 'dée 😀', 'eve', 'fay'];
const SCALARS: readonly Json[] = [null, 0, 'a', 'b', '', { k: [1, null] }];
const ELEMENTS: readonly JsonScalar[] = ['x', 'y', 1, '1', null, true];
const FRAGMENTS = ['a', 'ab', '', 'é😀.'];

const scalarValue = fc.constantFrom(...SCALARS);
const elements = fc.array(fc.constantFrom(...ELEMENTS), { maxLength: 3 });
const fragment = fc.constantFrom(...FRAGMENTS);

function intent(
  fields: readonly string[],
  kind: Write['kind'],
  value: fc.Arbitrary<Json>,
): fc.Arbitrary<Intent> {
  return fc.record({
    field: fc.constantFrom(...fields),
    kind: fc.constant(kind),
    value,
  });
}

/** The field "mixed" is written with all kinds, the others with one. */
const anyIntent = fc.oneof(
  { arbitrary: intent(['status', '__proto__', 'mixed'], 'scalar', scalarValue), weight: 3 },
  { arbitrary: intent(['tags', 'mixed'], 'grow_set', elements), weight: 2 },
  { arbitrary: intent(['notes', 'mixed'], 'append_text', fragment), weight: 2 },
);

export const anyDraft: fc.Arbitrary<Draft> = fc.record({
  intent: anyIntent,
  after: fc.oneof(
    { arbitrary: fc.constant(undefined), weight: 4 },
    { arbitrary: fc.nat(30), weight: 1 },
  ),
});

/** A write of one scalar, always the same one; values differ, so that each that stands is told apart. */
export const statusDraft: fc.Arbitrary<Draft> = fc.record({
  intent: intent(['status'], 'scalar', fc.nat(1000)),
  after: fc.oneof(
    { arbitrary: fc.constant(undefined), weight: 12 },
    { arbitrary: fc.nat(30), weight: 1 },
  ),
});

/** Histories of 2 to 4 agents and 1 to 3 rounds. */
export const histories: fc.Arbitrary<History> = fc
  .record({ agents: fc.integer({ min: 2, max: 4 }), rounds: fc.integer({ min: 1, max: 3 }) })
  .chain(({ agents, rounds }) => {
    const round = fc.record({ drafts: draftsOf(agents), deliveries: deliveriesAmong(agents) });
    return fc
      .array(round, { minLength: rounds, maxLength: rounds })
      .map((drafted) => historyOf(AGENTS.slice(0, agents), drafted));
  });

function draftsOf(agents: number): fc.Arbitrary<readonly (readonly Draft[])[]> {
  const ofAgent = fc.array(anyDraft, { maxLength: 3 });
  return fc.array(ofAgent, { minLength: agents, maxLength: agents });
}

function deliveriesAmong(agents: number): fc.Arbitrary<readonly (readonly [number, number])[]> {
  const agent = fc.nat(agents - 1);
  return fc.array(fc.tuple(agent, agent), { maxLength: 2 * agents });
}

interface DraftedRound {
  readonly drafts: readonly (readonly Draft[])[];
  readonly deliveries: readonly (readonly [number, number])[];
}

function historyOf(agents: readonly string[], drafted: readonly DraftedRound[]): History {
  const earlier: Dot[] = [];
  const written = drafted.map(({ drafts }) =>
    drafts.map((ofAgent, index) =>
      ofAgent.map((next) => {
        const write = writeOf(next, agents[index] ?? '', earlier);
        earlier.push(dotOf(write));
        return write;
      }),
    ),
  );
  const closed = close(agents, written);
  const rounds = drafted.map(({ deliveries }, round) => ({
    writes: closed[round] ?? [],
    deliveries,
  }));
  return { agents, rounds };
}

/** Op ids increase per agent, but not by one. */
export function writeOf(
  { intent, after }: Draft,
  agent_id: string,
  earlier: readonly Dot[],
): Write {
  const last = earlier.findLast(([agent]) => agent === agent_id)?.[1] ?? -2;
  const named = after === undefined ? undefined : earlier[after % Math.max(earlier.length, 1)];
  const write = { ...intent, agent_id, op_id: last + 2 } as Write;
  return named ? { ...write, happens_after: [named] } : write;
}

function close(
  agents: readonly string[],
  rounds: readonly (readonly (readonly Write[])[])[],
): readonly (readonly (readonly Write[])[])[] {
  const closed = closeHappensAfter(
    agents.map((agent_id, index) => ({
      agent_id,
      writes: rounds.flatMap((writes, round) =>
        (writes[index] ?? []).map((write) => ({ round, write })),
      ),
    })),
  );
  const byDot = new Map(closed.flat().map((write) => [dotKey(...dotOf(write)), write]));
  return rounds.map((writes) =>
    writes.map((ofAgent) => ofAgent.map((write) => byDot.get(dotKey(...dotOf(write))) ?? write)),
  );
}
