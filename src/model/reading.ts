// What a replica says it holds: its shared state with attribution, and the conflicts it surfaced. Plain
// data, so it crosses threads and is judged far from the engine that produced it.

import type { Json, JsonScalar } from './json.js';
import type { FieldKind } from './write.js';

/** Who a strategy says wrote something. `op_id` is null where it keeps the agent but not the write. */
export type Author = readonly [agent_id: string, op_id: number | null];

export interface ScalarReading {
  readonly field: string;
  readonly kind: 'scalar';
  readonly value: Json;
  readonly authors: readonly Author[];
}

export interface GrowSetReading {
  readonly field: string;
  readonly kind: 'grow_set';
  readonly elements: readonly JsonScalar[];
  /** One list of authors per element, in the order of `elements`. */
  readonly authors: readonly (readonly Author[])[];
}

/** A run of `length` UTF-16 code units of a text, said to be one fragment of one author. */
export interface TextSpan {
  readonly length: number;
  readonly author: Author;
}

export interface AppendTextReading {
  readonly field: string;
  readonly kind: 'append_text';
  readonly text: string;
  /** Consecutive spans from the start of the text; empty where the strategy attributes no fragments. */
  readonly spans: readonly TextSpan[];
}

/** The sentinel: a field whose conflict is open has no value, and says so at every replica alike. */
export interface EscalatedReading {
  readonly field: string;
  readonly kind: 'escalated';
}

export type FieldReading = ScalarReading | GrowSetReading | AppendTextReading | EscalatedReading;

/** One attributed value of a conflict. */
export interface Contender {
  readonly agent_id: string;
  readonly op_id: number;
  readonly kind: FieldKind;
  readonly value: Json;
}

/** A conflict surfaced and left open: the field reads as the sentinel until someone decides. */
export interface OpenEscalation {
  readonly status: 'open';
  readonly field: string;
  readonly contenders: readonly Contender[];
}

/** A conflict surfaced and decided by a model: the field reads as `value`, of kind `kind`. */
export interface ResolvedEscalation {
  readonly status: 'resolved';
  readonly field: string;
  readonly contenders: readonly Contender[];
  readonly kind: FieldKind;
  readonly value: Json;
}

export type Escalation = OpenEscalation | ResolvedEscalation;

export interface Reading {
  /** One entry per field written, in any order; the harness sorts before it compares. */
  readonly fields: readonly FieldReading[];
  /** The conflicts that stand now: one per field at most. A superseded conflict is gone from here. */
  readonly escalations: readonly Escalation[];
  /** Model calls this replica has made since it was created. */
  readonly model_calls: number;
}
