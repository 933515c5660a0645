// The nouns every other module speaks: an agent's attributed intent to change one field.
// Keys are spelled as in the write-log format, so a write is its own JSON line.

import type { Json, JsonScalar } from './json.js';

/** Identifies one write: `[agent_id, op_id]`. `op_id` increases per agent, so a dot names one write ever. */
export type Dot = readonly [agent_id: string, op_id: number];

export const FIELD_KINDS = ['scalar', 'grow_set', 'append_text'] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

interface AttributedIntent {
  readonly agent_id: string;
  /** A whole number, 0 or more, increasing with every write of this agent. */
  readonly op_id: number;
  readonly field: string;
  /**
   * Writes this one is known to follow beyond what its agent's replica has received; each entry stands
   * for that agent's writes up to and including the named one. See {@link closeHappensAfter}.
   */
  readonly happens_after?: readonly Dot[];
}

export interface ScalarWrite extends AttributedIntent {
  readonly kind: 'scalar';
  readonly value: Json;
}

export interface GrowSetWrite extends AttributedIntent {
  readonly kind: 'grow_set';
  /** The elements added; equal elements count once, and equality is that of canonical JSON. */
  readonly value: readonly JsonScalar[];
}

export interface AppendTextWrite extends AttributedIntent {
  readonly kind: 'append_text';
  /** One text fragment, appended whole. The empty string contributes nothing. */
  readonly value: string;
}

export type Write = ScalarWrite | GrowSetWrite | AppendTextWrite;

export function dotOf(write: Write): Dot {
  return [write.agent_id, write.op_id];
}

/** A string no two dots share: op ids are digits only, so the first space ends them. */
export function dotKey(agent_id: string, op_id: number): string {
  return `${op_id} ${agent_id}`;
}
