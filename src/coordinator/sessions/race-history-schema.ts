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

/** @throws Error naming the first part of it that no history has. */
export function parseHistoryDocument(json: unknown): HistoryDocument {
  const { data, error } = document.safeParse(json);
  if (!data) {
    const [issue] = error.issues;
    throw new Error(`${(issue?.path ?? []).join('.')}: ${issue?.message ?? 'unusable'}`);
  }
  const { visit, history } = data;
  const entries = history.entries.map((call) => ({ ...call, ended_ns: call.ended_ns ?? Infinity }));
  return { visit, history: { ...history, entries } as unknown as RaceHistory };
}
