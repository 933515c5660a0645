// What writes had seen that were committed one after the other under one lease: all that was committed before
// them. Told as a race in which each writer accepts what the writer before it then had: knowledge is handed on, so
// one blob per change of hands tells it all, where closed declarations would take agents times writes.
//
// It is told of whatever log there is. A commit that is of none of the writes, or out of an agent's order, is
// passed over; a write that is in no commit was seen by those who followed its agent. What that means, a check says.

import type { Race, RaceEvent } from '../../model/deliveries.js';
import type { Write } from '../../model/write.js';
import { dotKey } from '../../model/write.js';
import type { LoggedCommit } from '../../verdict/evidence.js';

export interface CommittedRound {
  /** By index. */
  readonly agents: readonly string[];
  /** Per agent, in program order. */
  readonly writes: readonly (readonly Write[])[];
  /** Of this round, by revision. */
  readonly commits: readonly LoggedCommit[];
  /** The last one before this round. */
  readonly last: LoggedCommit | undefined;
}

export function raceOf({ agents, writes, commits, last }: CommittedRound): Race {
  const places = placesOf(writes);
  const told = new Telling(last === undefined ? null : authorOf(last, agents), agents.length);
  for (const { commit_id } of commits) {
    const place = places.get(commit_id);
    if (place) told.commit(place);
  }
  writes.forEach((own, author) => {
    told.uncommitted(author, own.length);
  });
  return { type: 'race', timelines: told.timelines };
}

/** A write by its agent's index and its own among that agent's. */
interface Place {
  readonly author: number;
  readonly index: number;
}

class Telling {
  readonly timelines: RaceEvent[][];
  /** Per agent, how many blobs it has exported. */
  readonly #exported: number[];
  /** Per agent, how many of its writes are told. */
  readonly #written: number[];
  #last_author: number | null;

  /** @param last_author whoever committed before; null: nobody did. */
  constructor(last_author: number | null, agents: number) {
    this.timelines = Array.from({ length: agents }, () => []);
    this.#exported = this.timelines.map(() => 0);
    this.#written = this.timelines.map(() => 0);
    this.#last_author = last_author;
  }

  commit({ author, index }: Place): void {
    if (index < (this.#written[author] ?? 0)) return;
    this.uncommitted(author, index);
    this.#takeOver(author);
    this.uncommitted(author, index + 1);
  }

  /** Tells its agent's writes up to that many, which follow its own earlier ones alone. */
  uncommitted(author: number, count: number): void {
    const from = this.#written[author] ?? 0;
    for (let index = from; index < count; index += 1) this.timelines[author]?.push(['write']);
    this.#written[author] = Math.max(from, count);
  }

  #takeOver(author: number): void {
    const from = this.#last_author;
    this.#last_author = author;
    if (from === null || from === author) return;
    const blob = this.#exported[from] ?? 0;
    this.#exported[from] = blob + 1;
    this.timelines[from]?.push(['export']);
    this.timelines[author]?.push(['accept', from, blob]);
  }
}

function placesOf(writes: CommittedRound['writes']): ReadonlyMap<string, Place> {
  return new Map(
    writes.flatMap((own, author) =>
      own.map(
        ({ agent_id, op_id }, index) => [dotKey(agent_id, op_id), { author, index }] as const,
      ),
    ),
  );
}

/** Of an earlier round: its name alone is left. Null where it is of none of these agents. */
function authorOf({ commit_id }: LoggedCommit, agents: readonly string[]): number | null {
  const index = agents.indexOf(commit_id.slice(commit_id.indexOf(' ') + 1));
  return index < 0 ? null : index;
}
