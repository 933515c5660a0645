// Everything written to one field that a replica holds, and what of it stands. Which scalars stand is told
// by whoever follows causality; sets and texts only grow.

import { contributionsOf } from '../model/contribution.js';
import type { AppendTextWrite, FieldKind, GrowSetWrite, Write } from '../model/write.js';
import { dotKey } from '../model/write.js';
import type { Contribution } from './contribution.js';
import { file, groupBy } from './grouping.js';
import { FragmentIndex } from './text/fragment-index.js';

type Numbering = (text: string, write: Write) => Contribution;

export class FieldHistory {
  readonly field: string;
  /** The kinds it has been written with. More than one is a conflict, whatever the causality. */
  readonly kinds = new Set<FieldKind>();
  readonly scalars: Contribution[] = [];
  /** Set elements and text fragments, each with the contributions that are equal to it. */
  readonly elements = new Map<string, Contribution[]>();
  readonly fragments = new Map<string, Contribution[]>();
  /** Set and text writes in the order issued; those that contribute nothing included. */
  readonly #growing: Write[] = [];
  /** The scalar writes that none has superseded. */
  readonly #heads = new Set<Contribution>();
  #fragment_index: FragmentIndex | undefined;
  #by_dot: ReadonlyMap<string, readonly Contribution[]> | undefined;

  constructor(field: string) {
    this.field = field;
  }

  /** Adds one write with its contributions. A scalar does not stand before `raise`. */
  hold(write: Write, contributions: readonly Contribution[]): void {
    this.kinds.add(write.kind);
    if (write.kind === 'scalar') for (const one of contributions) this.scalars.push(one);
    else this.#grow(write, contributions);
  }

  /** From now on this scalar stands. */
  raise(scalar: Contribution): void {
    this.#heads.add(scalar);
  }

  /** Another write superseded it. */
  fall(scalar: Contribution): void {
    this.#heads.delete(scalar);
  }

  heads(): readonly Contribution[] {
    return [...this.#heads];
  }

  isHead(contribution: Contribution): boolean {
    return this.#heads.has(contribution);
  }

  /** True where no single value is right: concurrent scalars differ, or the kinds do. */
  inConflict(): boolean {
    if (this.kinds.size > 1) return true;
    const [first, ...others] = this.#heads;
    return others.some((head) => head.text !== first?.text);
  }

  /** The writes that stand against each other; none where the field is in no conflict. */
  contenders(): readonly Write[] {
    if (!this.inConflict()) return [];
    return [...this.heads().map(({ write }) => write), ...this.#growing];
  }

  /** All contributions that are not superseded. */
  standing(): readonly Contribution[] {
    return [...this.#heads, ...this.elements.values(), ...this.fragments.values()].flat();
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
}

/** The contributions of one write, numbered one after the other. */
export function numbered(write: Write, number: Numbering): readonly Contribution[] {
  return contributionsOf(write).map((text) => number(text, write));
}
