// What is claimed is what was handed in: a store that hands out a row nobody handed in, or another's payload, has its
// agents do the wrong work however well the rows are counted. Order and time are left to other properties.

import { canonicalJson } from '../../../model/canonical.js';
import type { Json } from '../../../model/json.js';
import type { RaceHistory } from '../../history.js';
import { callsOf, groupBy, isUnanswered, keyOf, sessionOf, valueOf } from '../calls.js';
import type { Violation } from '../examination.js';
import { defineProperty } from '../examination.js';

/** A row as one call tells of it. */
interface Told {
  readonly index: number;
  readonly session_id: string;
  /** Kind and id; null where nobody heard the id. */
  readonly row: string | null;
  readonly content: string;
}

export const faithfulRows = defineProperty({
  name: 'faithful-rows',
  summary: 'what is claimed is what was handed in',
  cases: 'claimed rows',
  examine: (history) => {
    const claimed = [...claimedWork(history), ...claimedInputs(history)];
    const originOf = originsOf([...enqueued(history), ...submitted(history)]);
    return { examined: claimed.length, violations: claimed.flatMap(originOf) };
  },
});

/** What is wrong with a claimed row, beside what was handed in. */
function originsOf(handed_in: readonly Told[]): (claimed: Told) => readonly Violation[] {
  const known = groupBy(handed_in, ({ session_id, row }) => keyOf(session_id, row ?? 'unheard'));
  return ({ session_id, row, content, index }) => {
    const origins =
      known.get(keyOf(session_id, row ?? '')) ?? known.get(keyOf(session_id, 'unheard')) ?? [];
    if (origins.some((origin) => origin.content === content)) return [];
    const [origin] = origins;
    const what = origin ? 'otherwise than it was handed in' : 'but nobody handed it in';
    const message = `${row ?? 'a row'} of session ${session_id} was claimed ${what}`;
    return [{ message, evidence: [...(origin ? [origin.index] : []), index] }];
  };
}

function enqueued(history: RaceHistory): readonly Told[] {
  return callsOf(history, 'enqueueWork').flatMap((seen) => {
    const work_id = valueOf(seen)?.work_id;
    if (work_id === undefined && !isUnanswered(seen)) return [];
    const content = contentOf(seen.entry.args.draft.payload);
    return [{ ...placeOf(seen), row: work_id === undefined ? null : `work ${work_id}`, content }];
  });
}

function submitted(history: RaceHistory): readonly Told[] {
  return callsOf(history, 'submitInput').flatMap((seen) => {
    const input_id = valueOf(seen)?.input.input_id;
    if (input_id === undefined && !isUnanswered(seen)) return [];
    const content = contentOf(seen.entry.args.draft.payload);
    return [
      { ...placeOf(seen), row: input_id === undefined ? null : `input ${input_id}`, content },
    ];
  });
}

function claimedWork(history: RaceHistory): readonly Told[] {
  return callsOf(history, 'claimLeadingCommand', 'claimReadyWork').flatMap((seen) => {
    const value = valueOf(seen) ?? [];
    const claims = 'work' in value ? [value] : value;
    return claims.map(({ work }) => {
      return { ...placeOf(seen), row: `work ${work.work_id}`, content: contentOf(work.payload) };
    });
  });
}

function claimedInputs(history: RaceHistory): readonly Told[] {
  return callsOf(history, 'claimInputs').flatMap((seen) =>
    (valueOf(seen) ?? []).map(({ input }) => {
      return {
        ...placeOf(seen),
        row: `input ${input.input_id}`,
        content: contentOf(input.payload),
      };
    }),
  );
}

function placeOf(seen: Parameters<typeof sessionOf>[0]): Pick<Told, 'index' | 'session_id'> {
  return { index: seen.index, session_id: sessionOf(seen) };
}

function contentOf(payload: Json): string {
  return canonicalJson(payload);
}
