// The calls of a session that are in flight. An unheard one stays in flight for ever, until its fence is over: then it
// can change nothing any more.

import type { HistoryEntry } from '../../history.js';
import type { Lease } from '../../terms.js';
import type { SessionCall } from './session-calls.js';

/** Each may take effect at any time, or never: their orders multiply. */
const MAX_UNHEARD = 2;

export class PendingCalls {
  readonly #heard = new Map<number, SessionCall>();
  readonly #unheard = new Map<number, SessionCall>();
  #cannot_be_told = false;

  /** Whether what such calls in flight may do can still be told. */
  begin(call: SessionCall): boolean {
    const { entry, index } = call;
    if (entry.answer) this.#heard.set(index, call);
    else this.#unheard.set(index, call);
    // The expiry that an unheard grant promised could be any.
    this.#cannot_be_told ||= entry.answer === null && 'ttl_ms' in entry.args;
    return !this.#cannot_be_told && this.#unheard.size <= MAX_UNHEARD;
  }

  end({ index, entry }: SessionCall): void {
    this.#heard.delete(index);
    const fence = grantedFence(entry);
    for (const call of this.#unheard.values()) {
      if (fenceNeeded(call.entry) < fence) this.#unheard.delete(call.index);
    }
  }

  /** Whether nobody waits for an answer. */
  get areQuiet(): boolean {
    return this.#heard.size === 0;
  }

  get all(): readonly SessionCall[] {
    return [...this.#heard.values(), ...this.#unheard.values()];
  }
}

/** The fence that a call was granted; 0 where none was. */
function grantedFence({ answer }: HistoryEntry): number {
  const value = answer?.ok === true ? answer.value : null;
  if (value === null || typeof value !== 'object' || !('lease' in value)) return 0;
  const lease: Lease | null = value.lease;
  return lease?.fence ?? 0;
}

/** The fence without which a call changes nothing; Infinity where it needs none. */
function fenceNeeded(entry: HistoryEntry): number {
  if ('fence' in entry.args) return entry.args.fence;
  if ('request' in entry.args) return entry.args.request.fence;
  if (entry.method !== 'completeWork') return Infinity;
  return Math.max(...entry.args.claims.map(({ fence }) => fence));
}
