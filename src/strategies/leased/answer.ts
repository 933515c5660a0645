// What a store answers where the strategy can do nothing but go on, or try again.

import type { Answer } from '../../sessions/store.js';
import type { Patience } from './patience.js';

/** Null where the lease was lost: the store has changed nothing. @throws Error for any other error. */
export function valueWhileLeased<T>(answer: Answer<T>): T | null {
  if (!answer.ok && answer.error.code === 'LeaseExpired') return null;
  return valueOf(answer);
}

/** @throws Error for an answer that is an error: a defect, of a kind that ends the repetition. */
export function valueOf<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value;
  throw new Error(`the session store refused: ${answer.error.code}: ${answer.error.message}`);
}

/** Asks again where others held the store itself for longer than it waits: nothing was changed then. */
export function insist<T>(ask: () => Answer<T>, patience: Patience): Answer<T> {
  for (;;) {
    const answer = ask();
    if (answer.ok || answer.error.code !== 'StoreBusy') return answer;
    patience.wait(answer.error.message);
  }
}
