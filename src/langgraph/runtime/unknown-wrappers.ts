// Wrappers around a store whose calls nobody notes: of a copy of LangGraph that could not be found, such as one that
// a bundler has put into a program. What such a wrapper hands on may come from nodes that ran beside each other, so
// as long as there may be one, every operation is taken for that of an agent of its own who has seen nothing since
// the wrapper was made. Conflicts come up that are none, but no write is lost.

import { agentActing, currentActing } from '../acting-as.js';
import { beginSpan, latestMoment } from '../moments.js';
import type { Span } from '../moments.js';
import { ANONYMOUS, Scope } from '../scopes.js';
import type { Stamp } from './batched-store.js';

export class UnknownWrappers {
  #count = 0;
  #since: Span = beginSpan();

  /** A wrapper was made. */
  add(): void {
    if (this.#count === 0) this.#since = beginSpan();
    this.#count += 1;
  }

  /** A wrapper was started whose calls are noted: one of those made is known. */
  recognize(): void {
    this.#count = Math.max(0, this.#count - 1);
  }

  /** How to stamp an operation that may have come from such a wrapper; null where there is none. */
  get stamping(): (() => Stamp) | null {
    return this.#count === 0 ? null : () => this.#stamp();
  }

  #stamp(): Stamp {
    const agent_id = agentActing(currentActing()) ?? ANONYMOUS;
    const origin = { activity: { span: this.#since, enclosing: null }, superstep: '' };
    const scope = new Scope({ agent_id, origin, enclosing: null, reads: 'own' });
    return { scope, asked_at: latestMoment() };
  }
}
