// An argument that is one of some words.

import { nameRemedy } from '../../../model/nearest.js';
import { quoted } from '../../../model/quote.js';
import type { Argument } from './argument.js';
import { bad, taken, without } from './argument.js';

/** One of the words must be given. */
export function requiredWord<const W extends string>(words: readonly W[]): Argument<W> {
  return {
    words,
    take: (pieces) => {
      const found = find(pieces, words);
      if (found) return taken(found.word, without(pieces, found.index));
      const meant = pieces.find((piece) => !piece.startsWith('@'));
      return bad(
        meant ? `${quoted(meant)} is nothing it knows` : 'a word is missing',
        nameRemedy(meant, words),
      );
    },
    write: (word) => word,
  };
}

/** One of the words, or none of them: then it is the fallback, which is written all the same. */
export function spokenWord<const W extends string>(words: readonly W[], fallback: W): Argument<W> {
  return {
    words,
    take: (pieces) => {
      const found = find(pieces, words);
      return found ? taken(found.word, without(pieces, found.index)) : taken(fallback, pieces);
    },
    write: (word) => word,
  };
}

/** One of the words, or none of them: then it is the fallback, which goes without saying. */
export function optionalWord<const W extends string, const F extends string | null>(
  words: readonly W[],
  fallback: F,
): Argument<W | F> {
  return {
    words,
    take: (pieces) => {
      const found = find(pieces, words);
      return found ? taken(found.word, without(pieces, found.index)) : taken(fallback, pieces);
    },
    write: (word) => (word === fallback ? null : word),
  };
}

function find<W extends string>(
  pieces: readonly string[],
  words: readonly W[],
): { readonly word: W; readonly index: number } | null {
  for (const [index, piece] of pieces.entries()) {
    const word = words.find((known) => known === piece);
    if (word !== undefined) return { word, index };
  }
  return null;
}
