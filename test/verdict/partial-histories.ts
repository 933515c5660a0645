// Random histories of partial, delayed and racing exchange with restarts: few agents, fields and values, so
// that agents meet, miss each other and repeat each other.

import fc from 'fast-check';
import { closeHappensAfter } from '../../src/model/causality.js';
import type { Deliveries, RaceEvent } from '../../src/model/deliveries.js';
import type { Dot, Write } from '../../src/model/write.js';
import { Ledger } from '../../src/verdict/ledger.js';
import type { LedgerEntries, LedgerRound } from '../../src/verdict/ledger-entries.js';
import type { Intent } from './builders.js';
import { adds, after, appends, scalar } from './builders.js';

/** Numbers that stand for choices: each is taken modulo what there is to choose from. */
type Pick = number;

interface PlannedWrite {
  readonly intent: Intent;
  readonly follows: Pick | null;
}

type PlannedEvent =
  | { readonly type: 'pass'; readonly edges: readonly (readonly [Pick, Pick, Pick])[] }
  | { readonly type: 'everyone' }
  | {
      readonly type: 'restart';
      readonly agent: Pick;
      readonly exported: Pick | null;
      readonly identity: 'fresh' | 'reused';
    };

type PlannedRaceStep = readonly [
  agent: Pick,
  type: 'write' | 'export' | 'accept',
  pick: Pick,
  write: PlannedWrite,
];

type PlannedRound =
  | {
      readonly type: 'lock_step';
      readonly turns: readonly (readonly PlannedWrite[])[];
      readonly events: readonly PlannedEvent[];
    }
  | {
      readonly type: 'race';
      readonly steps: readonly PlannedRaceStep[];
      readonly events: readonly PlannedEvent[];
    };

const intent: fc.Arbitrary<Intent> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom('s', 't'), fc.constantFrom(1, 2))
      .map(([f, v]) => scalar(f, v)),
  },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.constantFrom('x', 'y', 1), { maxLength: 2 })
      .map((all) => adds('tags', ...all)),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('a', 'b', 'ab', '').map((text) => appends('notes', text)),
  },
  { weight: 1, arbitrary: fc.constantFrom(1, 2).map((value) => scalar('tags', value)) },
);
const pick = fc.nat({ max: 999 });
const write = fc.record({ intent, follows: fc.option(pick, { nil: null, freq: 3 }) });
const pass: fc.Arbitrary<PlannedEvent> = fc.record({
  type: fc.constant('pass' as const),
  edges: fc.array(fc.tuple(pick, pick, pick), { maxLength: 8 }),
});
const event: fc.Arbitrary<PlannedEvent> = fc.oneof(
  { weight: 6, arbitrary: pass },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('everyone' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('restart' as const),
      agent: pick,
      exported: fc.option(pick, { nil: null, freq: 4 }),
      identity: fc.constantFrom('fresh' as const, 'reused' as const),
    }),
  },
);
const events = fc
  .tuple(fc.array(event, { maxLength: 3 }), pass)
  .map(([some, last]) => [...some, last]);

function roundOf(agents: number): fc.Arbitrary<PlannedRound> {
  const turn = fc.array(write, { maxLength: 2 });
  const kinds = fc.constantFrom('write' as const, 'export' as const, 'accept' as const);
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        type: fc.constant('lock_step' as const),
        turns: fc.array(turn, { minLength: agents, maxLength: agents }),
        events,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant('race' as const),
        steps: fc.array(fc.tuple(pick, kinds, pick, write), { maxLength: 20 }),
        events,
      }),
    },
  );
}

/** What a ledger may be told of a repetition with up to 6 agents and 4 rounds, `happens_after` closed. */
export const partialHistories: fc.Arbitrary<LedgerEntries> = fc
  .integer({ min: 1, max: 6 })
  .chain((agents) =>
    fc
      .array(roundOf(agents), { minLength: 1, maxLength: 4 })
      .map((rounds) => new Layout(['A', 'B', 'C', 'D', 'E', 'F'].slice(0, agents)).of(rounds)),
  );

export function ledgerFrom(entries: LedgerEntries): Ledger {
  return Ledger.from(entries);
}

class Layout {
  readonly #agents: readonly string[];
  readonly #next: Map<string, number>;
  readonly #laid: Dot[] = [];
  #passes = 0;

  constructor(agents: readonly string[]) {
    this.#agents = agents;
    this.#next = new Map(agents.map((agent) => [agent, 0]));
  }

  of(planned: readonly PlannedRound[]): LedgerEntries {
    const rounds = planned.map((round) => {
      const { writes, race } =
        round.type === 'race' ? this.#race(round.steps) : this.#turns(round.turns);
      return { writes, deliveries: [...race, ...round.events.map((one) => this.#event(one))] };
    });
    return { agents: this.#agents, rounds: this.#close(rounds) };
  }

  #turns(turns: readonly (readonly PlannedWrite[])[]) {
    const writes = turns.map((planned, index) => planned.map((one) => this.#write(index, one)));
    return { writes, race: [] as readonly Deliveries[] };
  }

  /** Plays the race in the order of its steps, which is thereby one that explains its timelines. */
  #race(steps: readonly PlannedRaceStep[]) {
    const writes = this.#agents.map((): Write[] => []);
    const timelines = this.#agents.map((): RaceEvent[] => []);
    const blobs: (readonly [sender: number, blob: number])[] = [];
    for (const [agent, type, which, planned] of steps) {
      const index = agent % this.#agents.length;
      if (type === 'write') {
        writes[index]?.push(this.#write(index, planned));
        timelines[index]?.push(['write']);
      }
      if (type === 'export') {
        blobs.push([index, blobs.filter(([sender]) => sender === index).length]);
        timelines[index]?.push(['export']);
      }
      const others = blobs.filter(([sender]) => sender !== index);
      const chosen = others[which % Math.max(others.length, 1)];
      if (type === 'accept' && chosen) timelines[index]?.push(['accept', ...chosen]);
    }
    return { writes, race: [{ type: 'race', timelines }] satisfies readonly Deliveries[] };
  }

  #write(index: number, { intent: planned, follows }: PlannedWrite): Write {
    const agent = this.#agents[index] ?? '';
    const op_id = this.#next.get(agent) ?? 0;
    const followed =
      follows === null ? undefined : this.#laid[follows % Math.max(this.#laid.length, 1)];
    this.#next.set(agent, op_id + 1);
    this.#laid.push([agent, op_id]);
    return (followed ? after(planned, followed) : planned)(agent, op_id);
  }

  #event(planned: PlannedEvent): Deliveries {
    if (planned.type === 'restart') {
      const { agent, identity } = planned;
      const exported =
        planned.exported === null || this.#passes === 0 ? null : planned.exported % this.#passes;
      return { type: 'restart', agent_index: agent % this.#agents.length, exported, identity };
    }
    this.#passes += 1;
    if (planned.type === 'everyone') return { type: 'everyone_to_everyone' };
    const count = this.#agents.length;
    const edges = count < 2 ? [] : planned.edges;
    const senders = edges.map(([sender]) => sender % count);
    const receivers = edges.map(
      ([, step], index) => ((senders[index] ?? 0) + 1 + (step % (count - 1))) % count,
    );
    // Mostly blobs of this pass, and some of earlier ones.
    const exported = edges.map(([, , back]) =>
      Math.max(this.#passes - 1 - (back % 6 < 4 ? 0 : (back % 6) - 3), 0),
    );
    return { type: 'pass', senders, receivers, exported };
  }

  #close(rounds: readonly LedgerRound[]): readonly LedgerRound[] {
    const histories = this.#agents.map((agent_id, index) => ({
      agent_id,
      writes: rounds.flatMap(({ writes }, round) =>
        (writes[index] ?? []).map((one) => ({ round, write: one })),
      ),
    }));
    const queues = closeHappensAfter(histories).map((writes) => [...writes]);
    return rounds.map(({ writes, deliveries }) => ({
      writes: writes.map((own, index) => (queues[index] ?? []).splice(0, own.length)),
      deliveries,
    }));
  }
}
