// What is wrong with one option, wherever it stands, and how to find that out with a schema.

import type { z } from 'zod';
import type { ExitCode } from '../../model/problem.js';

export interface Fault {
  /** Keys and indexes that lead to the value, as in `['agents', 1]`. */
  readonly path: readonly (string | number)[];
  /** Whether it is the key that is wrong, or its value. */
  readonly part: 'key' | 'value';
  readonly remedy: string;
  /** Where it is not a value that cannot be used. */
  readonly what?: string;
  readonly exit_code?: ExitCode;
}

/** The first thing that is wrong, of all that a schema found. */
export function faultOf({ issues: [issue] }: z.ZodError): Fault {
  if (!issue) return { path: [], part: 'value', remedy: 'unusable' };
  return deepest(issue, []);
}

/**
 * Of the alternatives of a union the one that got furthest is the one that was meant: in a list with one
 * bad entry it is the entry that is wrong, not that the list is no single value.
 */
function deepest(issue: z.core.$ZodIssue, prefix: Fault['path']): Fault {
  const path = [...prefix, ...issue.path.filter((key) => typeof key !== 'symbol')];
  if (issue.code === 'unrecognized_keys') {
    return { path: [...path, issue.keys[0] ?? ''], part: 'key', remedy: issue.message };
  }
  const own: Fault = { path, part: 'value', remedy: issue.message };
  if (issue.code !== 'invalid_union') return own;
  const nested = issue.errors.flatMap(([first]) => (first ? [deepest(first, path)] : []));
  const furthest = nested.toSorted((left, right) => right.path.length - left.path.length)[0];
  if (furthest === undefined || (furthest.path.length === path.length && hasOwnMessage(issue))) {
    return own;
  }
  return furthest;
}

/** What zod says of a union that says nothing of itself. */
function hasOwnMessage({ message }: z.core.$ZodIssue): boolean {
  return message !== 'Invalid input';
}
