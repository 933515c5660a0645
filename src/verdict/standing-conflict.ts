import type { ExpectedConflict } from './conflict.js';
import { conflictKey, spellWrite } from './conflict.js';
import type { FieldHistory } from './field-history.js';

/** The conflict in which a field is, undefined where it is in none. */
export function conflictOf(history: FieldHistory, round: number): ExpectedConflict | undefined {
  const { field } = history;
  const contenders = history.contenders();
  if (contenders.length === 0) return undefined;
  return { field, round, contenders, key: conflictKey(field, contenders.map(spellWrite)) };
}
