// The log of all writes as this thread knows it, brought up to date from the store. Replicas of one thread share
// it, for what has been committed never changes; each of them remembers how much of it it has seen.

import type { Reading } from '../../model/reading.js';
import type { Write } from '../../model/write.js';
import type { SyncSessionStore } from '../../sessions/store.js';
import type { SessionState } from '../../sessions/terms.js';
import { insist, valueOf } from './answer.js';
import { decodeEntry } from './entry.js';
import { Fold } from './fold.js';
import type { Page } from './pages.js';
import { FIRST_PAGE, pageOf } from './pages.js';
import { SHARED_SESSION } from '../strategy.js';
import { Patience } from './patience.js';

/** What stands committed: entry k of the log was committed as revision k + 1. */
export interface Head {
  readonly revision: number;
  readonly page: Page;
}

export class SharedLog {
  readonly #store: SyncSessionStore;
  readonly #patience = new Patience(0);
  readonly #writes: Write[] = [];
  /** Of the longest prefix that was ever read. */
  readonly #fold = new Fold();

  constructor(store: SyncSessionStore) {
    this.#store = store;
  }

  /** In order of commit, as far as this thread has read. */
  get writes(): readonly Write[] {
    return this.#writes;
  }

  /** Reads what is new in the store. */
  catchUp(): Head {
    const state = this.#read(SHARED_SESSION);
    if (!state) return { revision: 0, page: FIRST_PAGE };
    const head = { revision: state.revision, page: pageOf(state.state) };
    const news = this.#newsIn(head);
    for (const text of news) this.#writes.push(decodeEntry(text));
    return head;
  }

  /** What the first `seen` writes come to, of those that are known here. */
  readingOf(seen: number): Reading {
    const fold = seen < this.#fold.count ? new Fold() : this.#fold;
    fold.advance(this.#writes, seen);
    return fold.reading();
  }

  /** What this thread has committed itself, after it had caught up. */
  committed(write: Write, revision: number): void {
    if (this.#writes.length === revision - 1) this.#writes.push(write);
  }

  /** Walks back page by page until it meets what is known. */
  #newsIn({ revision, page }: Head): readonly string[] {
    const missing = revision - this.#writes.length;
    const news: (readonly string[])[] = [];
    let [found, current] = [0, page];
    while (found < missing) {
      news.unshift(current.entries);
      found += current.entries.length;
      if (found < missing) current = this.#before(current);
    }
    return missing > 0 ? news.flat().slice(-missing) : [];
  }

  #before({ previous }: Page): Page {
    const state = previous === null ? null : this.#read(previous);
    if (!state) throw new Error('the shared log has fewer entries than commits');
    return pageOf(state.state);
  }

  #read(session_id: string): SessionState | null {
    this.#patience.renew();
    return valueOf(insist(() => this.#store.readState({ session_id }), this.#patience));
  }
}
