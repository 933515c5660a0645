// Plain data together with where each part of it stands in a text, so that what is wrong with the data can be
// said by line and column. Knows nothing of the text's language.

export interface Located {
  /** Plain data: what JSON can hold. */
  readonly value: unknown;
  /** Where it begins, in UTF-16 code units from the start of the text. */
  readonly offset: number;
  /** By key or index; empty for what has no parts. */
  readonly parts: ReadonlyMap<string | number, LocatedPart>;
}

export interface LocatedPart {
  readonly key_offset: number;
  readonly located: Located;
}

/** Something in a text that cannot be used. */
export class TextFault extends Error {
  override readonly name = 'TextFault';

  /** @param message what to do about it. */
  constructor(
    readonly offset: number,
    message: string,
  ) {
    super(message);
  }
}

/** Where the key or the value stands; of what is not there, where it is missing. */
export function offsetOf(
  { offset, parts }: Located,
  [key, ...rest]: readonly (string | number)[],
  part: 'key' | 'value',
): number {
  const found = key === undefined ? undefined : parts.get(key);
  if (!found) return offset;
  if (rest.length === 0 && part === 'key') return found.key_offset;
  return offsetOf(found.located, rest, part);
}

/** `7:11`: line and column, both counted from 1. */
export function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return `${line}:${offset - before.lastIndexOf('\n')}`;
}
