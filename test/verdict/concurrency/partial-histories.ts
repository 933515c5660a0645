// Random ledgers with partial, lossy and racing deliveries, and beside each of them what every write had seen,
// kept in plain sets while the history is made up: without a line of what follows knowledge in the sources.

import type { Deliveries, RaceEvent } from '../../../src/model/deliveries.js';
import { createRandom, type Random } from '../../../src/model/random.js';
import type { Dot, FieldKind, Write } from '../../../src/model/write.js';
import { Ledger } from '../../../src/verdict/ledger.js';

export interface SeenHistory {
  readonly ledger: Ledger;
  /** Per write, those its author's replica held when it was made. */
  readonly seen: ReadonlyMap<Write, ReadonlySet<Write>>;
}

const FIELDS: readonly (readonly [field: string, kind: FieldKind])[] = [
  ['status', 'scalar'],
  ['status', 'scalar'],
  ['title', 'scalar'],
  ['tags', 'grow_set'],
  ['notes', 'append_text'],
  ['mixed', 'scalar'],
  ['mixed', 'append_text'],
];

/** Up to 5 agents, 5 rounds; the same seed gives the same history. */
export function seenHistory(seed: number): SeenHistory {
  return new Inventor(createRandom(seed)).invent();
}

class Inventor {
  readonly #random: Random;
  readonly #agents: readonly string[];
  readonly #ledger: Ledger;
  readonly #seen = new Map<Write, ReadonlySet<Write>>();
  readonly #issued: Write[] = [];
  readonly #next_op_ids: number[];
  #held: ReadonlySet<Write>[];
  /** Per pass, what everyone held at its start. */
  readonly #passes: (readonly ReadonlySet<Write>[])[] = [];

  constructor(random: Random) {
    this.#random = random;
    this.#agents = ['A', 'B', 'C', 'D', 'E'].slice(0, random.integer(1, 5));
    this.#ledger = new Ledger(this.#agents);
    this.#next_op_ids = this.#agents.map(() => 0);
    this.#held = this.#agents.map(() => new Set<Write>());
  }

  invent(): SeenHistory {
    const rounds = this.#random.integer(1, 5);
    for (let round = 0; round < rounds; round += 1) {
      if (this.#random.fraction() < 0.3) this.#race(round);
      else this.#lockStep(round);
      const passes = this.#random.integer(0, 2);
      for (let pass = 0; pass < passes; pass += 1) this.#ledger.deliver(round, this.#exchange());
    }
    return { ledger: this.#ledger, seen: this.#seen };
  }

  #lockStep(round: number): void {
    const writes = this.#agents.map((_, agent) =>
      Array.from({ length: this.#random.integer(0, 3) }, () => this.#write(agent)),
    );
    writes.forEach((own, agent) => {
      own.forEach((write, index) => {
        this.#seen.set(write, this.#with(agent, own.slice(0, index)));
      });
    });
    writes.forEach((own, agent) => (this.#held[agent] = this.#with(agent, own)));
    this.#ledger.issue(round, writes);
  }

  #race(round: number): void {
    const writes = this.#agents.map((): Write[] => []);
    const timelines = this.#agents.map((): RaceEvent[] => []);
    const blobs = this.#agents.map((): ReadonlySet<Write>[] => []);
    for (let event = this.#random.integer(0, 20); event > 0; event -= 1) {
      const agent = this.#anyAgent();
      const sender = this.#anyAgent();
      const blob = this.#random.integer(0, Math.max(0, (blobs[sender]?.length ?? 0) - 1));
      const content = blobs[sender]?.[blob];
      const draw = this.#random.fraction();
      if (draw < 0.5) {
        const write = this.#write(agent);
        this.#seen.set(write, this.#with(agent, []));
        this.#held[agent] = this.#with(agent, [write]);
        writes[agent]?.push(write);
        timelines[agent]?.push(['write']);
      } else if (draw < 0.7) {
        blobs[agent]?.push(this.#with(agent, []));
        timelines[agent]?.push(['export']);
      } else if (content && sender !== agent) {
        this.#held[agent] = this.#with(agent, content);
        timelines[agent]?.push(['accept', sender, blob]);
      }
    }
    this.#ledger.issue(round, writes);
    this.#ledger.deliver(round, { type: 'race', timelines });
  }

  #exchange(): Deliveries {
    const draw = this.#random.fraction();
    if (draw < 0.15) return this.#restart();
    this.#passes.push(this.#held);
    return draw < 0.4 ? this.#everyone() : this.#pass();
  }

  #everyone(): Deliveries {
    const all = new Set(this.#held.flatMap((held) => [...held]));
    this.#held = this.#held.map(() => all);
    return { type: 'everyone_to_everyone' };
  }

  #pass(): Deliveries {
    const senders: number[] = [];
    const receivers: number[] = [];
    const exported: number[] = [];
    const after = [...this.#held];
    for (let blob = this.#random.integer(0, 6); blob > 0; blob -= 1) {
      const [sender, receiver] = [this.#anyAgent(), this.#anyAgent()];
      const pass = this.#random.integer(0, this.#passes.length - 1);
      if (sender === receiver) continue;
      senders.push(sender);
      receivers.push(receiver);
      exported.push(pass);
      after[receiver] = new Set([
        ...(after[receiver] ?? []),
        ...(this.#passes[pass]?.[sender] ?? []),
      ]);
    }
    this.#held = after;
    return { type: 'pass', senders, receivers, exported };
  }

  #restart(): Deliveries {
    const agent_index = this.#anyAgent();
    const pass = this.#random.integer(-1, this.#passes.length - 1);
    const exported = pass < 0 ? null : pass;
    this.#held = this.#held.with(agent_index, this.#passes[pass]?.[agent_index] ?? new Set());
    return { type: 'restart', agent_index, exported, identity: 'fresh' };
  }

  #write(agent: number): Write {
    const agent_id = this.#agents[agent] ?? '';
    const op_id = this.#next_op_ids[agent] ?? 0;
    this.#next_op_ids[agent] = op_id + 1;
    const [field, kind] = FIELDS[this.#random.integer(0, FIELDS.length - 1)] ?? [
      'status',
      'scalar',
    ];
    const text = `${this.#random.integer(0, 2)}`;
    const value = kind === 'grow_set' ? [text] : text;
    const write = { agent_id, op_id, field, kind, value, ...this.#declaration() } as Write;
    this.#issued.push(write);
    return write;
  }

  /** Of anything issued before, known or not. */
  #declaration(): { readonly happens_after?: readonly Dot[] } {
    const named = this.#issued[this.#random.integer(0, 3 * this.#issued.length)];
    return named ? { happens_after: [[named.agent_id, named.op_id]] } : {};
  }

  #anyAgent(): number {
    return this.#random.integer(0, this.#agents.length - 1);
  }

  #with(agent: number, more: Iterable<Write>): ReadonlySet<Write> {
    return new Set([...(this.#held[agent] ?? []), ...more]);
  }
}
