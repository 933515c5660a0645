// Everything written to one field, and what of it stands. Scalars follow causality: a write supersedes
// those its writer had seen. Sets and texts only grow.

import { contributionsOf } from '../model/contribution.js';
import type { AppendTextWrite, FieldKind, GrowSetWrite, Write } from '../model/write.js';
import { dotKey } from '../model/write.js';
import type { Contribution } from './contribution.js';
import { file, groupBy } from './grouping.js';
import type { Ledger } from './ledger.js';
import { FragmentIndex } from './text/fragment-index.js';

type Numbering = (text: string, write: Write) => Contribution;

export class FieldHistory {
  readonly field: string;
  /** The kinds it has ever been written with. More than one is a conflict, whatever the causality. */
  readonly kinds = new Set<FieldKind>();
  readonly scalars: Contribution[] = [];
  /** Set elements and text fragments, each with the contributions that are equal to it. */
  readonly elements = new Map<string, Contribution[]>();
  readonly fragments = new Map<string, Contribution[]>();
  /** Set and text writes in the order issued; those that contribute nothing included. */
  readonly #growing: Write[] = [];
  /** The scalar writes that none has superseded: at most one per agent, for program order is causality. */
  readonly #heads = new Map<string, Contribution>();
  #fragment_index: FragmentIndex | undefined;
  #by_dot: ReadonlyMap<string, readonly Contribution[]> | undefined;

  constructor(field: string) {
    this.field = field;
  }

  /** Adds all writes of one round to this field, each agent's in program order. */
  add(writes: readonly Write[], round: number, ledger: Ledger, number: Numbering): void {
    const fresh: Contribution[] = [];
    for (const write of writes) {
      this.kinds.add(write.kind);
      const contributions = contributionsOf(write).map((text) => number(text, write));
      if (write.kind === 'scalar') fresh.push(...contributions);
      else this.#grow(write, contributions);
    }
    for (const contribution of fresh) this.scalars.push(contribution);
    this.#advanceHeads(fresh, round, ledger);
  }

  heads(): readonly Contribution[] {
    return [...this.#heads.values()];
  }

  isHead(contribution: Contribution): boolean {
    return this.#heads.get(contribution.write.agent_id) === contribution;
  }

  /** True where no single value is right: concurrent scalars differ, or the kinds do. */
  inConflict(): boolean {
    if (this.kinds.size > 1) return true;
    const [first, ...others] = this.#heads.values();
    return others.some((head) => head.text !== first?.text);
  }

  /** The writes that stand against each other; none where the field is in no conflict. */
  contenders(): readonly Write[] {
    if (!this.inConflict()) return [];
    return [...this.heads().map(({ write }) => write), ...this.#growing];
  }

  /** All contributions that are not superseded. */
  standing(): readonly Contribution[] {
    return [...this.#heads.values(), ...this.elements.values(), ...this.fragments.values()].flat();
  }

  /** The contributions of one write to this field. */
  contributionsOf(agent_id: string, op_id: number): readonly Contribution[] {
    this.#by_dot ??= groupBy(
      [this.scalars, ...this.elements.values(), ...this.fragments.values()].flat(),
      ({ write }) => dotKey(write.agent_id, write.op_id),
    );
    return this.#by_dot.get(dotKey(agent_id, op_id)) ?? [];
  }

  /** The distinct fragments, ready to be looked for in a text. */
  fragmentIndex(): FragmentIndex {
    this.#fragment_index ??= new FragmentIndex([...this.fragments.keys()]);
    return this.#fragment_index;
  }

  #grow(write: GrowSetWrite | AppendTextWrite, contributions: readonly Contribution[]): void {
    const known = write.kind === 'grow_set' ? this.elements : this.fragments;
    for (const contribution of contributions) file(known, contribution.text, contribution);
    this.#growing.push(write);
  }

  #advanceHeads(fresh: readonly Contribution[], round: number, ledger: Ledger): void {
    const writers = new Set(fresh.map(({ write }) => write.agent_id));
    for (const [agent, head] of this.#heads) {
      if (anyHadReceived(ledger, writers, head, round)) this.#heads.delete(agent);
    }
    for (const contribution of fresh) this.#heads.set(contribution.write.agent_id, contribution);
    for (const { write } of fresh) this.#dropDeclared(write);
  }

  /** Explicit causality, apart from the rest: only writes that declare any pay for it. */
  #dropDeclared(write: Write): void {
    for (const [agent, op] of write.happens_after ?? []) {
      const head = this.#heads.get(agent);
      if (head && head.write.op_id <= op) this.#heads.delete(agent);
    }
  }
}

/** With full deliveries the first writer asked has received every earlier head. */
function anyHadReceived(
  ledger: Ledger,
  writers: ReadonlySet<string>,
  head: Contribution,
  round: number,
): boolean {
  for (const writer of writers) {
    if (ledger.hadReceived(writer, head.write.agent_id, head.round, round)) return true;
  }
  return false;
}
