// What holders were promised (until when their lease would last), and which of them may have given it up themselves.

import type { RaceHistory } from '../history.js';
import type { Acquisition } from './acquisitions.js';
import type { Seen } from './calls.js';
import {
  callsOf,
  groupBy,
  isUnanswered,
  keyOf,
  mayHaveHappened,
  sessionOf,
  valueOf,
} from './calls.js';

export interface Promised {
  readonly index: number;
  readonly ended_ns: number;
  readonly expires_ms: number;
}

/** Every expiry that was answered, per session and fence. */
export class Promises {
  readonly #by_fence: ReadonlyMap<string, readonly Promised[]>;
  /** Sessions in which somebody asked for a lease and never heard the answer. */
  readonly #unheard: ReadonlySet<string>;

  constructor(history: RaceHistory, acquisitions: readonly Acquisition[]) {
    this.#by_fence = promisesOf(history, acquisitions);
    const calls = callsOf(history, 'tryClaimLease', 'reclaimLease', 'renewLease');
    this.#unheard = new Set(calls.filter(isUnanswered).map(sessionOf));
  }

  of(session_id: string, fence: number): readonly Promised[] {
    return this.#by_fence.get(keyOf(session_id, fence)) ?? [];
  }

  /** The instant at which that fence has expired for certain; Infinity where it is not known. */
  lastExpiry_ms(session_id: string, fence: number): number {
    const promised = this.of(session_id, fence);
    if (promised.length === 0 || this.#unheard.has(session_id)) return Infinity;
    return promised.reduce((last, { expires_ms }) => Math.max(last, expires_ms), -Infinity);
  }
}

function promisesOf(
  history: RaceHistory,
  acquisitions: readonly Acquisition[],
): ReadonlyMap<string, readonly Promised[]> {
  const renewals = callsOf(history, 'renewLease').flatMap((seen) => {
    const lease = valueOf(seen);
    return lease === null ? [] : [{ index: seen.index, lease, ended_ns: seen.entry.ended_ns }];
  });
  const all = [...acquisitions, ...renewals].map(({ index, ended_ns, lease }) => {
    const { session_id, fence, expires_ms } = lease;
    return { index, ended_ns, expires_ms, key: keyOf(session_id, fence) };
  });
  return groupBy(all, ({ key }) => key);
}

/** Per session and fence, when the first call began that may have released it. */
export function givenUp(history: RaceHistory): ReadonlyMap<string, number> {
  const earliest = new Map<string, number>();
  for (const seen of callsOf(history, 'releaseLease', 'commit')) {
    const fence = releasedBy(seen);
    if (fence === null) continue;
    const key = keyOf(sessionOf(seen), fence);
    earliest.set(key, Math.min(earliest.get(key) ?? Infinity, seen.entry.began_ns));
  }
  return earliest;
}

/** The fence that this call may have released; null where it released none. */
function releasedBy(seen: Seen<'releaseLease' | 'commit'>): number | null {
  const { entry } = seen;
  if (!mayHaveHappened(seen)) return null;
  if (entry.method === 'releaseLease') return entry.args.fence;
  return entry.args.request.releases_lease ? entry.args.request.fence : null;
}

export interface Release {
  readonly index: number;
  readonly ended_ns: number;
}

/** Per session and fence, the call that released it for certain and ended first. */
export function releases(history: RaceHistory): ReadonlyMap<string, Release> {
  const earliest = new Map<string, Release>();
  for (const seen of callsOf(history, 'releaseLease', 'commit')) {
    const fence = certainlyReleased(seen);
    if (fence === null) continue;
    const key = keyOf(sessionOf(seen), fence);
    const { ended_ns } = seen.entry;
    if (ended_ns < (earliest.get(key)?.ended_ns ?? Infinity)) {
      earliest.set(key, { index: seen.index, ended_ns });
    }
  }
  return earliest;
}

function certainlyReleased(seen: Seen<'releaseLease' | 'commit'>): number | null {
  const value = valueOf(seen);
  if (value === null || ('released' in value && !value.released)) return null;
  return releasedBy(seen);
}
