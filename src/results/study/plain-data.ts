// JSON of unknown origin as plain data: text that is JSON, and no key that could reach a prototype.

import { z } from 'zod';
import { messageOf } from '../../model/problem.js';
import { SCHEMA_VERSION } from '../record.js';
import { NEWER } from './corrupt.js';

export type Parsed<T> =
  { readonly type: 'sound'; readonly value: T } | { readonly type: 'bad'; readonly reason: string };

const FAULTS_NAMED = 3;
/** JSON this deep would overflow the stack of whoever walks it, and nothing of ours is a tenth as deep. */
const MAX_DEPTH = 100;

/** The text as JSON. */
export function parsePlain(text: string): Parsed<unknown> {
  try {
    const value: unknown = JSON.parse(text);
    const reason = refusalOf(value, 0);
    return reason === null ? { type: 'sound', value } : { type: 'bad', reason };
  } catch (thrown) {
    return { type: 'bad', reason: `it is not JSON (${messageOf(thrown)})` };
  }
}

/** `schema`, after what carries a `schema_version` has been found not to be of a later one. */
export function matching<T>(schema: z.ZodType<T>, value: unknown, versioned: unknown): Parsed<T> {
  if (isNewer(versioned)) return { type: 'bad', reason: NEWER };
  const result = schema.safeParse(value);
  if (result.success) return { type: 'sound', value: result.data };
  return { type: 'bad', reason: faultsOf(result.error) };
}

/** The first faults in words, each with its place. */
export function faultsOf({ issues }: z.ZodError): string {
  const faults = issues
    .slice(0, FAULTS_NAMED)
    .map(({ path, message }) => [path.join('.'), message].filter((part) => part !== '').join(': '));
  const more = issues.length - FAULTS_NAMED;
  return more > 0 ? `${faults.join('; ')}; and ${more} more` : faults.join('; ');
}

const versionedSchema = z.object({ schema_version: z.int().gt(SCHEMA_VERSION) });

function isNewer(value: unknown): boolean {
  return versionedSchema.safeParse(value).success;
}

function refusalOf(value: unknown, depth: number): string | null {
  if (typeof value !== 'object' || value === null) return null;
  if (depth > MAX_DEPTH) return `it is nested more than ${MAX_DEPTH} deep`;
  if (Object.hasOwn(value, '__proto__')) return 'it has a key "__proto__"';
  for (const child of Object.values(value)) {
    const reason = refusalOf(child, depth + 1);
    if (reason !== null) return reason;
  }
  return null;
}
