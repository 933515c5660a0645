// What a store tells of the members of one field: who wrote which part, with the harness's own dots, which travel
// in the names of authors.

import type {
  KeyAttribution,
  KeyEscalation,
  StoreAuthor,
  StoreContender,
} from '../../langgraph/key-terms.js';
import type { Dot } from '../../model/write.js';
import { readDotKey } from '../crdt/layout.js';
import type { Attributed, ToldField } from './field-reading.js';

/** By member; a conflict is told of apart. */
export function partsOf(
  attributions: readonly KeyAttribution[],
  conflicts: readonly KeyEscalation[],
): ToldField['parts'] {
  const parts = new Map<string, readonly Attributed[]>();
  for (const { path, parts: told } of attributions) {
    const attributed = told.map(({ value, authors }) => ({ value, authors: authors.map(dotOf) }));
    parts.set(path[0] ?? '', attributed);
  }
  for (const { path, contenders } of conflicts)
    parts.set(path[0] ?? '', contenders.flatMap(partOf));
  return parts;
}

/** A removal puts no value forward. */
function partOf(contender: StoreContender): readonly Attributed[] {
  const { value } = contender;
  return value === undefined ? [] : [{ value, authors: [dotOf(contender)] }];
}

function dotOf({ agent_id }: StoreAuthor): Dot {
  return readDotKey(agent_id);
}
