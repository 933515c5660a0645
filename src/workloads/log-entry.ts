// One line of a write log on its own: text in, a write and its round out. The log may come from anywhere,
// so what no engine can store is refused here, on the line that holds it, and not found as a loss later.

import type { z } from 'zod';
import { quoted } from '../model/quote.js';
import type { Write } from '../model/write.js';
import { LogFault } from './log-fault.js';
import type { LogLine } from './log-lines.js';
import { LINE_KEYS, lineSchema } from './log-schema.js';

export interface LogEntry {
  /** The line's number, from 1. */
  readonly line: number;
  /** As the log numbers it. */
  readonly round: number;
  readonly write: Write;
}

/** More would not fit on the one line an error has. */
const MAX_REASONS = 3;

/** @throws LogFault where the line is not a write of the write-log format. */
export function parseLogLine({ number, text }: LogLine): LogEntry {
  const parsed = lineSchema.safeParse(parseJson(number, text));
  if (!parsed.success) throw new LogFault(number, reasonsOf(parsed.error.issues));
  const { round, ...write } = parsed.data;
  return { line: number, round, write };
}

function parseJson(line: number, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    // The engine's own message quotes the line as it is, control characters included.
    throw new LogFault(line, `the line is not JSON: ${quoted(text)}`, thrown);
  }
}

function reasonsOf(issues: readonly z.core.$ZodIssue[]): string {
  return [...new Set(issues.slice(0, MAX_REASONS).map(reasonOf))].join('; ');
}

function reasonOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'unrecognized_keys') return issue.message;
  const [first = ''] = issue.keys;
  return `unknown key ${quoted(first)}; the keys are ${LINE_KEYS.join(', ')}`;
}
