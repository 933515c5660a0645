// Whether everyone holds what anyone holds, and who lacks what where not.

import type { Chronicle } from './chronicle.js';
import { hasBit, unionOf } from './bits.js';
import type { Block } from './blocks.js';
import { blocksOf, blockUnitsFor } from './blocks.js';
import { Replay } from './replay.js';

/** A replica that lacks a unit which another holds. */
export interface Missing {
  readonly agent_index: number;
  /** Whose writes it lacks, and of which round; the first of them. */
  readonly author_index: number;
  readonly round: number;
}

/** What a question for completeness found, to begin the next one with what was missing last. */
export interface Completeness {
  readonly complete: boolean;
  /** Index of the block that was found incomplete; 0 where none was. */
  readonly block: number;
}

/**
 * Looks at block after block, beginning with number `likely`, and stops at the first that is not complete.
 * Whoever asks after every pass mostly pays for one block.
 */
export function completenessOf(
  chronicle: Chronicle,
  likely = 0,
  block_units = blockUnitsFor(chronicle),
): Completeness {
  const blocks = blocksOf(chronicle, block_units);
  for (let turn = 0; turn < blocks.length; turn += 1) {
    const index = (likely + turn) % blocks.length;
    const block = blocks[index];
    if (block && !isComplete(chronicle, block)) return { complete: false, block: index };
  }
  return { complete: true, block: 0 };
}

function isComplete(chronicle: Chronicle, block: Block): boolean {
  const replay = new Replay(chronicle, block);
  replay.run();
  const { rows } = replay;
  const { words } = block;
  // Everyone holds what anyone does where all rows are the first one.
  for (let at = words; at < rows.length; at += 1) {
    if (rows[at] !== rows[at % words]) return false;
  }
  return true;
}

/** Replicas that lack something, each once, in order of agents: the first `limit`, and how many there are. */
export interface MissingReport {
  readonly replicas: number;
  readonly examples: readonly Missing[];
}

export function missingFrom(
  chronicle: Chronicle,
  limit: number,
  block_units = blockUnitsFor(chronicle),
): MissingReport {
  const lacking = new Map<number, Missing>();
  for (const block of blocksOf(chronicle, block_units)) {
    const replay = new Replay(chronicle, block);
    replay.run();
    const union = unionOf(replay.rows, block.words);
    for (let agent_index = 0; agent_index < chronicle.agents; agent_index += 1) {
      if (lacking.has(agent_index)) continue;
      const unit = firstMissing(replay.rows, agent_index, union, block);
      const { agent_index: author_index, round } = chronicle.units[unit ?? -1] ?? NOBODY;
      if (unit !== undefined) lacking.set(agent_index, { agent_index, author_index, round });
    }
  }
  const all = [...lacking.values()].sort((a, b) => a.agent_index - b.agent_index);
  return { replicas: all.length, examples: all.slice(0, limit) };
}

const NOBODY = { agent_index: -1, round: -1 };

function firstMissing(
  rows: Uint32Array,
  agent_index: number,
  union: Uint32Array,
  { first, end, words }: Block,
): number | undefined {
  for (let unit = first; unit < end; unit += 1) {
    const bit = unit - first;
    if (hasBit(union, 0, bit) && !hasBit(rows, agent_index * words, bit)) return unit;
  }
  return undefined;
}
