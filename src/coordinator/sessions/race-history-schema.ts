// The history of a race as a file of unknown origin may hold it. What the calls were about is held to be plain
// data and no more: the properties look at it with care, and one that cannot make sense of it is undecided.

import { z } from 'zod';
import { SCHEMA_VERSION } from '../../results/schema-version.js';
import type { RaceHistory } from '../../sessions/history.js';

interface HistoryDocument {
  /** As `cell_id#repetition`. */
  readonly visit: string;
  readonly history: RaceHistory;
}

const count = z.int().nonnegative();
const plainData = z.record(z.string(), z.unknown());

const answer = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({
    ok: z.literal(false),
    error: z.looseObject({ code: z.string(), message: z.string() }),
  }),
]);

const entry = z.strictObject({
  method: z.string(),
  args: plainData,
  answer: answer.nullable(),
  ...{ agent: count, incarnation: count, thread: count },
  began_ns: z.number(),
  ended_ns: z.number().nullable(),
});

const final = z.strictObject({
  session_id: z.string(),
  lease: plainData,
  open_work: z.array(plainData),
  pending_inputs: z.array(plainData),
  state: plainData.nullable(),
});

const document = z.strictObject({
  schema_version: z.literal(SCHEMA_VERSION),
  visit: z.string(),
  history: z.strictObject({
    seed: z.int(),
    sessions: z.array(z.string()),
    agents: count,
    entries: z.array(entry),
    finals: z.array(final),
  }),
});

type Entries = readonly z.infer<typeof entry>[];

/** A call without an answer has no end, one with an answer ends after it began, and calls stand in order. */
function whyImpossible(entries: Entries): string | null {
  const index = entries.findIndex(({ answer, began_ns, ended_ns }, place) => {
    const before_ns = entries[place - 1]?.began_ns ?? -Infinity;
    const isAnswered = answer !== null;
    return (
      began_ns < before_ns ||
      isAnswered !== (ended_ns !== null) ||
      (ended_ns ?? began_ns) < began_ns
    );
  });
  return index < 0 ? null : `history.entries.${index}: its times cannot be`;
}

/** Rows are found lost only where it is known what every session held in the end. */
function unended(
  sessions: readonly string[],
  finals: readonly { session_id: string }[],
): string | null {
  const ended = new Set(finals.map(({ session_id }) => session_id));
  const missing = sessions.find((session_id) => !ended.has(session_id));
  return missing === undefined ? null : `history.finals: there is none of session ${missing}`;
}

/** @throws Error naming the first part of it that no history has. */
export function parseHistoryDocument(json: unknown): HistoryDocument {
  const { data, error } = document.safeParse(json);
  if (!data) {
    const [issue] = error.issues;
    throw new Error(`${(issue?.path ?? []).join('.')}: ${issue?.message ?? 'unusable'}`);
  }
  const { visit, history } = data;
  const impossible = whyImpossible(history.entries) ?? unended(history.sessions, history.finals);
  if (impossible !== null) throw new Error(impossible);
  const entries = history.entries.map((call) => ({ ...call, ended_ns: call.ended_ns ?? Infinity }));
  return { visit, history: { ...history, entries } as unknown as RaceHistory };
}
