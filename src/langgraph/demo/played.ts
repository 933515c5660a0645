// What a scene came to, as plain data: printed by `mergestorm demo`, and its JSON.

import type { Json } from '../../model/json.js';
import type { Write } from '../../model/write.js';
import type { Claim } from '../claim.js';
import type { Fate } from './fate.js';
import type { Scene } from './scenes.js';

export const SIDES = ['lww', 'crdt'] as const;
export type Side = (typeof SIDES)[number];

export interface PlayedContender {
  readonly agent_id: string;
  readonly value: Json;
}

export interface PlayedField {
  readonly field: string;
  /** What it reads as; null where a conflict of it is open, then `contenders` has the values. */
  readonly value: Json;
  readonly contenders: readonly PlayedContender[];
}

export interface PlayedSide {
  readonly converged: boolean;
  /** Contributions: set elements, text fragments, scalar values. */
  readonly lost: number;
  readonly escalations: number;
  readonly fields: readonly PlayedField[];
}

export interface PlayedWrite extends Pick<Write, 'agent_id' | 'field' | 'kind' | 'value'> {
  readonly fates: Readonly<Record<Side, Fate>>;
  /** Whether all of it is read under its agent's name; false for what stands in a conflict. */
  readonly attributed: Readonly<Record<Side, boolean>>;
}

export interface PlayedScene extends Pick<Scene, 'name' | 'summary' | 'right_outcome'> {
  readonly contributions: number;
  readonly writes: readonly PlayedWrite[];
  readonly sides: Readonly<Record<Side, PlayedSide>>;
  readonly claims: readonly Claim[];
}
