// What writes had seen that were committed one after the other under one lease: all that was committed before
// them. Told as a race in which each writer accepts what the writer before it then had: knowledge is handed on, so
// one blob per change of hands tells it all, where closed declarations would take agents times writes.

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

/** Where the commits are not these writes in program order, no write is said to have seen any other's. */
export function raceOf(round: CommittedRound): Race {
  const authors = authorsInOrder(round);
  if (authors === null) return { type: 'race', timelines: round.writes.map(unseen) };
  const told = new Telling(round.agents.length);
  const before = round.last === undefined ? null : authorOf(round.last, round.agents);
  authors.forEach((author, index) => {
    told.write(author, authors[index - 1] ?? before);
  });
  return { type: 'race', timelines: told.timelines };
}

class Telling {
  readonly timelines: RaceEvent[][];
  /** Per agent, how many blobs it has exported. */
  readonly #exported: number[];

  constructor(agents: number) {
    this.timelines = Array.from({ length: agents }, () => []);
    this.#exported = Array.from({ length: agents }, () => 0);
  }

  /** @param before whoever wrote before; null: nobody did. */
  write(author: number, before: number | null): void {
    if (before !== null && before !== author) this.#handOver(before, author);
    this.timelines[author]?.push(['write']);
  }

  #handOver(from: number, to: number): void {
    const blob = this.#exported[from] ?? 0;
    this.#exported[from] = blob + 1;
    this.timelines[from]?.push(['export']);
    this.timelines[to]?.push(['accept', from, blob]);
  }
}

/** Per commit the index of its author; null where the commits are not the writes. */
function authorsInOrder({ agents, writes, commits }: CommittedRound): readonly number[] | null {
  const next = agents.map(() => 0);
  const indexes = new Map(
    writes.flatMap((own, index) =>
      own.map(({ agent_id, op_id }) => [dotKey(agent_id, op_id), index] as const),
    ),
  );
  const authors: number[] = [];
  for (const { commit_id } of commits) {
    const author = indexes.get(commit_id);
    const write = author === undefined ? undefined : writes[author]?.[next[author] ?? 0];
    if (author === undefined || !write || dotKey(write.agent_id, write.op_id) !== commit_id)
      return null;
    next[author] = (next[author] ?? 0) + 1;
    authors.push(author);
  }
  return authors.length === indexes.size ? authors : null;
}

/** Of an earlier round: its name alone is left. Null where it is of none of these agents. */
function authorOf({ commit_id }: LoggedCommit, agents: readonly string[]): number | null {
  const index = agents.indexOf(commit_id.slice(commit_id.indexOf(' ') + 1));
  return index < 0 ? null : index;
}

function unseen(writes: readonly Write[]): readonly RaceEvent[] {
  return writes.map((): RaceEvent => ['write']);
}
