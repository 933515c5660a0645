// What a record says where nothing is known of it: columns that came after the first studies were written, of
// races for sessions. A record that has none of them is read as if it had said so, so that old folders stay
// readable without a new version of the schema. Types and plain data alone: no schema is loaded.

import { latencyColumns } from './latency-columns.js';
import type { RepetitionRecord } from './record.js';

/** What came of a race for sessions, where there was none or it left no result. */
export const NO_SESSION_RESULT = {
  turns_committed: null,
  turns_per_second: null,
  contended_attempts: null,
  rejections: null,
  leases_reclaimed: null,
  ...latencyColumns('claim', null),
  ...latencyColumns('commit', null),
  ...latencyColumns('ingress', null),
  ...latencyColumns('reclaim', null),
  session_counts: null,
} as const satisfies Partial<RepetitionRecord>;

/** The same where none was asked for: in every repetition of merging. */
export const NO_SESSIONS = {
  sessions: null,
  turns_per_agent: null,
  ...NO_SESSION_RESULT,
} as const satisfies Partial<RepetitionRecord>;

export const NO_SESSION_HISTOGRAMS = {
  claim: null,
  commit: null,
  ingress: null,
  reclaim: null,
} as const;

/** Of a repetition in which nothing was timed. */
export const NO_HISTOGRAMS = {
  apply: null,
  response: null,
  export: null,
  import: null,
  read: null,
  visibility: null,
  visibility_all: null,
  ...NO_SESSION_HISTOGRAMS,
} as const satisfies RepetitionRecord['histograms'];

/** A record of unknown origin with the columns it could not know of; whatever else it is, as it is. */
export function withLaterColumns(value: unknown): unknown {
  if (!isObject(value) || Object.hasOwn(value, 'sessions')) return value;
  const histograms: unknown = 'histograms' in value ? value.histograms : undefined;
  const completed = isObject(histograms) ? { ...histograms, ...NO_SESSION_HISTOGRAMS } : histograms;
  return { ...value, ...NO_SESSIONS, histograms: completed };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
