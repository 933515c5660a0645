// The history of one field where every round reached everyone: which scalars stand then follows round by
// round, for all replicas alike. A write supersedes those its writer had seen.

import type { Write } from '../model/write.js';
import type { Contribution } from './contribution.js';
import { FieldHistory, numbered } from './field-history.js';
import type { Ledger } from './ledger.js';

type Numbering = (text: string, write: Write) => Contribution;

export class FieldFollower {
  readonly history: FieldHistory;
  /** At most one per agent, for program order is causality. */
  readonly #heads = new Map<string, Contribution>();

  constructor(field: string) {
    this.history = new FieldHistory(field);
  }

  /** Adds all writes of one round to this field, each agent's in program order. */
  add(writes: readonly Write[], round: number, ledger: Ledger, number: Numbering): void {
    /** Per agent, its last scalar write: it follows the agent's others of the round. */
    const fresh = new Map<string, Contribution>();
    const scalars: Write[] = [];
    for (const write of writes) {
      const contributions = numbered(write, number);
      this.history.hold(write, contributions);
      if (write.kind === 'scalar') scalars.push(write);
      if (write.kind === 'scalar') for (const one of contributions) fresh.set(write.agent_id, one);
    }
    this.#dropReceived(fresh, round, ledger);
    for (const one of fresh.values()) this.#raise(one);
    for (const write of scalars) this.#dropDeclared(write);
  }

  #dropReceived(fresh: ReadonlyMap<string, unknown>, round: number, ledger: Ledger): void {
    for (const head of this.#heads.values()) {
      if (anyHadReceived(ledger, fresh.keys(), head, round)) this.#fall(head);
    }
  }

  /** Explicit causality, apart from the rest: only writes that declare any pay for it. */
  #dropDeclared(write: Write): void {
    for (const [agent, op] of write.happens_after ?? []) {
      const head = this.#heads.get(agent);
      if (head && head.write.op_id <= op) this.#fall(head);
    }
  }

  #raise(head: Contribution): void {
    const earlier = this.#heads.get(head.write.agent_id);
    if (earlier) this.#fall(earlier);
    this.#heads.set(head.write.agent_id, head);
    this.history.raise(head);
  }

  #fall(head: Contribution): void {
    this.#heads.delete(head.write.agent_id);
    this.history.fall(head);
  }
}

/** With full deliveries the first writer asked has received every earlier head. */
function anyHadReceived(
  ledger: Ledger,
  writers: Iterable<string>,
  head: Contribution,
  round: number,
): boolean {
  for (const writer of writers) {
    if (ledger.hadReceived(writer, head.write.agent_id, head.round, round)) return true;
  }
  return false;
}
