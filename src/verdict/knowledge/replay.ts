// Who held what when, by going through the chronicle once for a block of units. A table of all replicas and
// all writes would be quadratic; a block is a few bits per replica, and blocks are gone through one after the
// other. What is asked for along the way is asked through a visitor.

import { hasBit, unionOf } from './bits.js';
import type { Block } from './blocks.js';
import { blocksOf, blockUnitsFor } from './blocks.js';
import type { Chronicle, Keep, Step, Turn } from './chronicle.js';

export type { Block } from './blocks.js';
export { BLOCK_UNITS } from './blocks.js';

/** What one replica holds of a block. Changes as the replay goes on: copy what is to be kept. */
export interface HeldUnits {
  readonly block: Block;
  /** Bit `unit - block.first`, 32 to a word: those from index `at` of this array. */
  readonly rows: Uint32Array;
  readonly at: number;
  /** False for units of other blocks. */
  holds(unit: number): boolean;
}

/** Called as the history is gone through, once per block: what is asked of a unit is answered in its block. */
export interface KnowledgeVisitor {
  blockStart?(block: Block): void;
  /**
   * Before the writes of that turn, in an order that respects causality: what their author held. Not its
   * earlier writes of the same unit, though it held these too. Turns come that cannot know anything of the
   * block as well, except those before the block's first unit was begun.
   */
  turn?(turn: Turn, held: HeldUnits): void;
  /** After all that happened after (in a race: during) the round. `heldBy` is of this moment alone. */
  roundEnd?(round: number, heldBy: (agent_index: number) => HeldUnits, block: Block): void;
  /** After all of the block, and before the next one. */
  blockEnd?(heldBy: (agent_index: number) => HeldUnits, block: Block): void;
}

/** Goes through the history once per block. Holds one block's bits per replica and kept blob at a time. */
export function replayAll(
  chronicle: Chronicle,
  visitor: KnowledgeVisitor,
  block_units = blockUnitsFor(chronicle),
): void {
  for (const block of blocksOf(chronicle, block_units)) new Replay(chronicle, block).run(visitor);
}

/** One block's replay. */
export class Replay {
  readonly block: Block;
  readonly #chronicle: Chronicle;
  readonly #rows: Uint32Array;
  /** What replicas held at the start of the pass. */
  readonly #before: Uint32Array;
  /** What is kept for later, by slot. Nothing where the history of this block began only after. */
  readonly #kept: Uint32Array;

  constructor(chronicle: Chronicle, block: Block) {
    this.block = block;
    this.#chronicle = chronicle;
    this.#rows = new Uint32Array(chronicle.agents * block.words);
    this.#before = new Uint32Array(this.#rows.length);
    this.#kept = new Uint32Array(chronicle.slots * block.words);
  }

  /** All 32-bit words of the block, those of agent i from `i * block.words`. */
  get rows(): Uint32Array {
    return this.#rows;
  }

  run(visitor: KnowledgeVisitor = {}): void {
    const { steps, starts } = this.#chronicle;
    const heldBy = (agent_index: number): HeldUnits => this.#heldBy(agent_index);
    visitor.blockStart?.(this.block);
    this.#endEarlierRounds(visitor, heldBy);
    for (let at = starts[this.block.first] ?? 0; at < steps.length; at += 1) {
      const step = steps[at];
      if (step) this.#take(step, visitor, heldBy);
    }
    visitor.blockEnd?.(heldBy, this.block);
  }

  /** Nobody held anything of the block when these rounds ended; who asks is told so. */
  #endEarlierRounds(visitor: KnowledgeVisitor, heldBy: (agent_index: number) => HeldUnits): void {
    const begun = this.#chronicle.units[this.block.first]?.round ?? 0;
    for (let round = 0; round < begun; round += 1) visitor.roundEnd?.(round, heldBy, this.block);
  }

  #take(step: Step, visitor: KnowledgeVisitor, heldBy: (agent_index: number) => HeldUnits): void {
    switch (step.type) {
      case 'turns':
        if (visitor.turn)
          for (const turn of step.turns) visitor.turn(turn, heldBy(turn.agent_index));
        break;
      case 'learn':
        this.#learn(step.first, step.end);
        break;
      case 'pass':
        this.#pass(step);
        break;
      case 'everyone':
        this.#everyone(step.keeps);
        break;
      case 'restart':
        this.#restart(step.agent_index, step.slot);
        break;
      case 'keep':
        this.#keep(step.keep);
        break;
      case 'accept':
        this.#merge(step.agent_index, this.#kept, step.slot);
        break;
      case 'round_end':
        visitor.roundEnd?.(step.round, heldBy, this.block);
    }
  }

  #learn(from: number, to: number): void {
    const { first, end, words } = this.block;
    const { units } = this.#chronicle;
    for (let unit = Math.max(from, first); unit < Math.min(to, end); unit += 1) {
      const bit = unit - first;
      const at = (units[unit]?.agent_index ?? 0) * words + (bit >>> 5);
      this.#rows[at] = (this.#rows[at] ?? 0) | (1 << (bit & 31));
    }
  }

  #pass({ keeps, receivers, sources }: Extract<Step, { type: 'pass' }>): void {
    for (const keep of keeps) this.#keep(keep);
    this.#before.set(this.#rows);
    for (let index = 0; index < receivers.length; index += 1) {
      const source = sources[index] ?? 0;
      const receiver = receivers[index] ?? 0;
      if (source >= 0) this.#merge(receiver, this.#before, source);
      else this.#merge(receiver, this.#kept, -1 - source);
    }
  }

  #everyone(keeps: readonly Keep[]): void {
    for (const keep of keeps) this.#keep(keep);
    const { words } = this.block;
    const union = unionOf(this.#rows, words);
    for (let at = 0; at < this.#rows.length; at += words) this.#rows.set(union, at);
  }

  #restart(agent_index: number, slot: number | null): void {
    const { words } = this.block;
    const at = agent_index * words;
    if (slot === null) this.#rows.fill(0, at, at + words);
    else this.#rows.set(this.#kept.subarray(slot * words, (slot + 1) * words), at);
  }

  #keep({ agent_index, slot }: Keep): void {
    const { words } = this.block;
    const row = this.#rows.subarray(agent_index * words, (agent_index + 1) * words);
    this.#kept.set(row, slot * words);
  }

  #merge(receiver: number, from: Uint32Array, source: number): void {
    const { words } = this.block;
    const rows = this.#rows;
    const into = receiver * words;
    const out = source * words;
    for (let word = 0; word < words; word += 1) {
      rows[into + word] = (rows[into + word] ?? 0) | (from[out + word] ?? 0);
    }
  }

  #heldBy(agent_index: number): HeldUnits {
    const { block } = this;
    const rows = this.#rows;
    const at = agent_index * block.words;
    return {
      block,
      rows,
      at,
      holds: (unit) =>
        unit >= block.first && unit < block.end && hasBit(rows, at, unit - block.first),
    };
  }
}
