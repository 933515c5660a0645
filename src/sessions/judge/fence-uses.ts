// Calls that a store may accept only from the holder of the current lease, and those it accepted too late: begun
// after a newer fence had been given, after the fence was released, or after it had expired for certain.

import type { RaceHistory } from '../history.js';
import { acquisitionsOf, fencesBefore } from './acquisitions.js';
import { keyOf } from './calls.js';
import type { Violation } from './examination.js';
import { Promises, releases } from './promises.js';
import { storeClockOf } from './store-clock.js';

/** An accepted call, with the fence that it named. */
export interface FenceUse {
  readonly index: number;
  readonly session_id: string;
  readonly fence: number;
  /** It did not take effect before. */
  readonly began_ns: number;
  /** As in `commit c1`. */
  readonly what: string;
}

type Objection = (use: FenceUse) => Violation | null;

export function lateUses(history: RaceHistory, uses: readonly FenceUse[]): readonly Violation[] {
  const objections = [succeeded(history), released(history), expired(history)];
  return uses.flatMap((use) => {
    const violation = objections.map((objection) => objection(use)).find((found) => found !== null);
    return violation ? [violation] : [];
  });
}

function succeeded(history: RaceHistory): Objection {
  const known = fencesBefore(acquisitionsOf(history));
  return (use) => {
    const newer = known(use.session_id)(use.began_ns);
    if (!newer || newer.rank <= use.fence) return null;
    return late(use, `after fence ${newer.rank} had been given`, newer.item.index);
  };
}

function released(history: RaceHistory): Objection {
  const known = releases(history);
  return (use) => {
    const release = known.get(keyOf(use.session_id, use.fence));
    if (!release || release.ended_ns >= use.began_ns) return null;
    return late(use, 'after that fence had been released', release.index);
  };
}

function expired(history: RaceHistory): Objection {
  const promises = new Promises(history, acquisitionsOf(history));
  const clock = storeClockOf(history);
  return (use) => {
    const last_ms = promises.lastExpiry_ms(use.session_id, use.fence);
    const { earliest_ms } = clock(use.began_ns, Infinity);
    if (earliest_ms < last_ms) return null;
    return late(use, `after that fence had expired at ${last_ms} ms`);
  };
}

function late(
  { what, session_id, fence, index }: FenceUse,
  when: string,
  cause?: number,
): Violation {
  const message = `${what} of session ${session_id} was accepted under fence ${fence} ${when}`;
  return { message, evidence: cause === undefined ? [index] : [cause, index] };
}
