// How probable it is that a fault strikes: what stands right behind `name=`.

import type { Argument } from './argument.js';
import { taken } from './argument.js';
import { readProbability, writeProbability } from './probability.js';

/** In millionths, 1 to 1,000,000. */
export const CHANCE: Argument<number> = {
  words: [],
  take: ([head = '', ...rest]) => {
    const read = readProbability(head);
    return read.type === 'bad' ? read : taken(read.millionths, rest);
  },
  write: writeProbability,
};

/** `chance`: each agent in each pass; `one`: one agent, once. */
export type ChanceOrOne =
  { readonly type: 'chance'; readonly millionths: number } | { readonly type: 'one' };

export const CHANCE_OR_ONE: Argument<ChanceOrOne> = {
  words: ['one'],
  take: ([head = '', ...rest]) => {
    if (head === 'one') return taken({ type: 'one' }, rest);
    const read = readProbability(head);
    return read.type === 'bad'
      ? { ...read, remedy: `${read.remedy}, or one for one agent, once` }
      : taken({ type: 'chance', millionths: read.millionths }, rest);
  },
  write: (value) => (value.type === 'one' ? 'one' : writeProbability(value.millionths)),
};
