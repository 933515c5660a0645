// The units of a history in blocks: what replicas hold is followed for one block at a time.

import type { Chronicle } from './chronicle.js';

const WORD_BITS = 32;

/** Units of one block at most: a cache line or two per replica, and few enough replays. */
export const BLOCK_UNITS = 1024;

/** 32-bit words that one block's replay may hold, of replicas and of what is kept for later. */
const MAX_WORDS = 2 ** 23;

/** Units of one block: fewer where there are so many replicas, or delayed blobs, that they would not fit. */
export function blockUnitsFor({ agents, slots }: Chronicle): number {
  const words = Math.floor(MAX_WORDS / (2 * agents + slots + 1));
  return Math.min(BLOCK_UNITS, Math.max(words, 1) * WORD_BITS);
}

/** Units `first` to before `end`, one bit each. */
export interface Block {
  readonly first: number;
  readonly end: number;
  /** 32-bit words per row. */
  readonly words: number;
}

/** The blocks of a history, in order. */
export function blocksOf(
  chronicle: Chronicle,
  block_units = blockUnitsFor(chronicle),
): readonly Block[] {
  const { units } = chronicle;
  const blocks: Block[] = [];
  for (let first = 0; first < units.length; first += block_units) {
    const end = Math.min(first + block_units, units.length);
    blocks.push({ first, end, words: Math.ceil((end - first) / WORD_BITS) });
  }
  return blocks;
}
