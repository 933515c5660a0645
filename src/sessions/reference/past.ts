// What the reference model answers from: what the events of one session come to at an instant, and nothing else. An
// answer changes nothing; it says what has happened with it, and that is told on.

import type { Answer, SessionError } from '../store.js';
import type { Owner } from '../terms.js';
import type { Chronicle } from './chronicle.js';
import type { RowIds, SessionEvent } from './events.js';

/** One session up to an instant. */
export interface Past {
  readonly session_id: string;
  readonly told: Chronicle;
  readonly now_ms: number;
  readonly isDefinitelyDead: (owner: Owner) => boolean;
  /** The ids that the next row of each sort is given. */
  readonly next_ids: RowIds;
}

/** An answer, and what happened with it: nothing where it is a refusal. */
export interface Outcome<T> {
  readonly answer: Answer<T>;
  readonly happened: readonly SessionEvent[];
}

export function told<T>(value: T, ...happened: readonly SessionEvent[]): Outcome<T> {
  return { answer: { ok: true, value }, happened };
}

export function denied(error: SessionError): Outcome<never> {
  return { answer: { ok: false, error }, happened: [] };
}
