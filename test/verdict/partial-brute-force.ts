// Partial exchange once more, written without any thought of speed and without a line of the oracle: every
// replica is a set of writes, every blob a copy of one, and every question is asked of all pairs.

import { canonicalJson } from '../../src/model/canonical.js';
import type { Deliveries, Race } from '../../src/model/deliveries.js';
import type { Write } from '../../src/model/write.js';
import type { LedgerEntries } from '../../src/verdict/ledger-entries.js';

type Held = ReadonlySet<Write>;

export interface Model {
  /** `views[r][i]`: what agent i held when all of round r was over. */
  readonly views: readonly (readonly Held[])[];
  /** What the author of each write held when it made it. */
  readonly knew: ReadonlyMap<Write, Held>;
}

export function modelOf(entries: LedgerEntries): Model {
  return new Play(entries).model();
}

/** The writes of a field that stand in a view, as texts `A 0`, sorted. */
export function headsIn({ knew }: Model, view: Held, field: string): readonly string[] {
  const scalars = [...view].filter((one) => one.field === field && one.kind === 'scalar');
  return scalars
    .filter((one) => !scalars.some((other) => other !== one && supersedes(other, one, knew)))
    .map(nameOf)
    .sort();
}

/** The contenders of each field in conflict in a view, as sorted texts. */
export function conflictsIn(model: Model, view: Held): ReadonlyMap<string, readonly string[]> {
  const conflicts = new Map<string, readonly string[]>();
  for (const field of new Set([...view].map((one) => one.field))) {
    const own = [...view].filter((one) => one.field === field);
    const heads = new Set(headsIn(model, view, field));
    const standing = own.filter((one) => one.kind !== 'scalar' || heads.has(nameOf(one)));
    const values = standing
      .filter(({ kind }) => kind === 'scalar')
      .map(({ value }) => canonicalJson(value));
    if (new Set(values).size < 2 && new Set(own.map(({ kind }) => kind)).size < 2) continue;
    conflicts.set(field, standing.map(nameOf).sort());
  }
  return conflicts;
}

/** Rounds and fields with a write for which another agent's is there of which neither knew, or declares, the other. */
export function contendedInPartial({ rounds }: LedgerEntries, { knew }: Model): number {
  const contended = new Set<string>();
  const all = rounds.flatMap(({ writes }) => writes.flat());
  rounds.forEach(({ writes }, round) => {
    for (const one of writes.flat()) {
      for (const other of all) {
        if (one.field !== other.field || one.agent_id === other.agent_id) continue;
        if (knew.get(one)?.has(other) || knew.get(other)?.has(one)) continue;
        if (declares(one, other) || declares(other, one)) continue;
        contended.add(`${round} ${one.field}`);
      }
    }
  });
  return contended.size;
}

export function nameOf({ agent_id, op_id }: Write): string {
  return `${agent_id} ${op_id}`;
}

function supersedes(other: Write, one: Write, knew: Model['knew']): boolean {
  return (knew.get(other)?.has(one) ?? false) || declares(other, one);
}

function declares(other: Write, one: Write): boolean {
  return (
    other.happens_after?.some(([agent, op]) => agent === one.agent_id && one.op_id <= op) ?? false
  );
}

class Play {
  readonly #entries: LedgerEntries;
  readonly #held: Set<Write>[];
  readonly #knew = new Map<Write, Held>();
  /** What everyone held at the start of each pass. */
  readonly #exports: (readonly Held[])[] = [];

  constructor(entries: LedgerEntries) {
    this.#entries = entries;
    this.#held = entries.agents.map(() => new Set());
  }

  model(): Model {
    const views = this.#entries.rounds.map(({ writes, deliveries }) => {
      const raced = deliveries[0]?.type === 'race';
      if (!raced)
        writes.forEach((own, index) => {
          own.forEach((one) => {
            this.#write(index, one);
          });
        });
      for (const made of deliveries) this.#deliver(made, writes);
      return this.#held.map((held) => new Set(held));
    });
    return { views, knew: this.#knew };
  }

  #write(index: number, write: Write): void {
    this.#knew.set(write, new Set(this.#held[index]));
    this.#held[index]?.add(write);
  }

  #deliver(made: Deliveries, writes: readonly (readonly Write[])[]): void {
    if (made.type === 'race') {
      this.#race(made, writes);
      return;
    }
    if (made.type === 'restart') {
      const kept = made.exported === null ? undefined : this.#exports[made.exported];
      this.#held[made.agent_index] = new Set(kept?.[made.agent_index]);
      return;
    }
    this.#exports.push(this.#held.map((held) => new Set(held)));
    if (made.type === 'everyone_to_everyone') {
      const all = this.#held.flatMap((held) => [...held]);
      this.#held.forEach((_, index) => (this.#held[index] = new Set(all)));
      return;
    }
    made.senders.forEach((sender, edge) => {
      const blob = this.#exports[made.exported[edge] ?? -1]?.[sender] ?? [];
      for (const one of blob) this.#held[made.receivers[edge] ?? -1]?.add(one);
    });
  }

  /** One event per agent in turn, as far as each gets. */
  #race({ timelines }: Race, writes: readonly (readonly Write[])[]): void {
    const queues = timelines.map((events) => [...events]);
    const unwritten = writes.map((own) => [...own]);
    const blobs = timelines.map((): Held[] => []);
    while (queues.some(({ length }) => length > 0)) {
      queues.forEach((queue, index) => {
        const [event] = queue;
        if (event?.[0] === 'accept' && !blobs[event[1]]?.[event[2]]) return;
        queue.shift();
        if (event?.[0] === 'write')
          unwritten[index]?.splice(0, 1).forEach((one) => {
            this.#write(index, one);
          });
        if (event?.[0] === 'export') blobs[index]?.push(new Set(this.#held[index]));
        if (event?.[0] !== 'accept') return;
        for (const one of blobs[event[1]]?.[event[2]] ?? []) this.#held[index]?.add(one);
      });
    }
  }
}
