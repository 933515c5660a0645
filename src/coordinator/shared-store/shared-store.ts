// The session store that the agents of one repetition share: a file in a folder of its own, made before the
// shards open and removed behind them. After each write phase the coordinator reads in it, by a connection of its
// own, what was committed in which order: that is what the judge goes by, whatever the strategy says.

import { join } from 'node:path';
import { CommitLog } from '../../sessions/sqlite/commit-log.js';
import { openSqliteStore } from '../../sessions/sqlite/sqlite-store.js';
import type { SessionStorePlace } from '../../strategies/strategy.js';
import { SHARED_SESSION } from '../../strategies/strategy.js';
import type { Coordination, LoggedCommit } from '../../verdict/evidence.js';
import type { Ledger } from '../../verdict/ledger.js';
import { makeFolder, removeFolder } from './folder.js';
import { raceOf } from './race-of-commits.js';

export class SharedStore {
  readonly place: SessionStorePlace;
  readonly #folder: string;
  readonly #log: CommitLog;
  readonly #rounds: (readonly LoggedCommit[])[] = [];

  /** @throws Error where no file can be made. */
  constructor(clock: SessionStorePlace['clock']) {
    this.#folder = makeFolder();
    this.place = { path: join(this.#folder, 'sessions.db'), clock };
    this.#log = this.#create();
  }

  /** Enters in the ledger what the writes of its last round had seen. */
  enter(round: number, ledger: Ledger): void {
    const last = this.#rounds.findLast((commits) => commits.length > 0)?.at(-1);
    const commits = this.#log.after(last?.revision ?? 0).map(loggedCommit);
    this.#rounds.push(commits);
    const writes = ledger.rounds[round] ?? [];
    ledger.deliver(round, raceOf({ agents: ledger.agents, writes, commits, last }));
  }

  get coordination(): Coordination {
    return { rounds: this.#rounds };
  }

  /** Removes the file. Idempotent. */
  remove(): void {
    this.#log.close();
    removeFolder(this.#folder);
  }

  /** Before any thread opens it, so that none has to make it. */
  #create(): CommitLog {
    try {
      const opened = openSqliteStore(this.place.path);
      if (!opened.ok) throw new Error(opened.error.message);
      opened.store.close();
      return new CommitLog(this.place.path, SHARED_SESSION);
    } catch (thrown) {
      removeFolder(this.#folder);
      throw thrown;
    }
  }
}

function loggedCommit({ commit_id, fence, revision }: LoggedCommit): LoggedCommit {
  return { commit_id, fence, revision };
}
