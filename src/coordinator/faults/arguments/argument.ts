// One argument of a fault: how it is read out of the pieces between the colons, and how it is written in
// canonical text. A kind of fault lists its arguments, and its grammar, its texts and its errors follow.

import type { Bad } from '../fault.js';

export type Taken<T> =
  { readonly type: 'value'; readonly value: T; readonly rest: readonly string[] } | Bad;

export interface Argument<T> {
  /** What can be typed for it, for "did you mean". */
  readonly words: readonly string[];
  /** Takes its piece out of the pieces, or its default where it has one and none of them is its own. */
  take(pieces: readonly string[]): Taken<T>;
  /** The piece that reads back as this value; null where it is the default and goes without saying. */
  write(value: T): string | null;
}

export type Grammar = Readonly<Record<string, Argument<unknown>>>;

/** What the arguments of a grammar were given as. */
export type Values<G extends Grammar> = {
  readonly [K in keyof G]: G[K] extends Argument<infer T> ? T : never;
};

export function taken<T>(value: T, rest: readonly string[]): Taken<T> {
  return { type: 'value', value, rest };
}

export function bad(reason: string, remedy: string): Bad {
  return { type: 'bad', reason, remedy };
}

/** The pieces without the one at that index. */
export function without(pieces: readonly string[], index: number): readonly string[] {
  return pieces.toSpliced(index, 1);
}
