// What a writer did to a text: went on writing, or wrote it anew. Only a text that starts with what its author
// had seen of it is a continuation.

import { chooseEpoch, continues, nextEpoch } from './epoch.js';
import type { Pen } from './pen.js';
import type { Statement } from './statement.js';
import { readValue } from './statement.js';
import { epochAmong } from './field.js';

/** The text that is meant, and what is appended to it. */
export interface TextChange {
  readonly epoch: number;
  readonly fragment: string;
}

export function chooseText(pen: Pen, statement: Statement): TextChange {
  const { field, value } = statement;
  const text = typeof value === 'string' ? value : '';
  const epoch = chooseEpoch(pen, statement, 'text');
  const before = seenText(pen, statement, epoch);
  if (text.startsWith(before)) return { epoch, fragment: text.slice(before.length) };
  return { epoch: nextEpoch(pen, field.text.births), fragment: text };
}

/**
 * All that is there, where the author knew all of it; else what it read. Whoever knew neither wrote beside
 * others, and everything it wrote is new.
 */
function seenText(pen: Pen, statement: Statement, epoch: number): string {
  const { field, known } = statement;
  const isThere = epochAmong(field.standing, 'text') === epoch;
  if (isThere && pen.knows(field)) return field.text.contents.get(epoch)?.read() ?? '';
  const read = readValue(known);
  return continues(pen, statement, 'text') && typeof read === 'string' ? read : '';
}
