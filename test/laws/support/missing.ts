// What is not everywhere at the end of a history, by sets of writes alone.

import type { Write } from '../../../src/model/write.js';
import type { LedgerEntries } from '../../../src/verdict/ledger.js';
import { modelOf } from '../../verdict/partial-brute-force.js';

/** One line per replica, author and round of which it lacks writes that some replica holds, as people read it. */
export function missingIn(history: LedgerEntries): ReadonlySet<string> {
  const held = modelOf(history).views.at(-1) ?? [];
  const anyone = new Set(held.flatMap((writes) => [...writes]));
  const roundOf = new Map(
    history.rounds.flatMap(({ writes }, round) =>
      writes.flat().map((write): [Write, number] => [write, round]),
    ),
  );
  return new Set(
    held.flatMap((writes, index) =>
      [...anyone]
        .filter((write) => !writes.has(write))
        .map((write) => {
          const whose = `${write.agent_id} of round ${roundOf.get(write) ?? -1}`;
          return `agent ${history.agents[index] ?? ''} lacks writes of ${whose}`;
        }),
    ),
  );
}
