// What a field in conflict reads as until someone decides: a value that says so and names every contender.

import type { Json } from '../model/json.js';
import { isJsonObject, isList } from './json-value.js';
import type { StoreContender } from './key-terms.js';

/** The one member of a sentinel. */
export const ESCALATED = '$escalated';

export interface SentinelContender {
  readonly by: string;
  /** Left out where the contender is a removal. */
  readonly value?: Json;
}

export interface Sentinel {
  readonly [ESCALATED]: readonly SentinelContender[];
}

/** Whether a value that was read is no value but an open conflict. */
export function isEscalated(value: unknown): value is Sentinel {
  if (!isJsonObject(value as Json | undefined)) return false;
  const members = Object.entries(value as Readonly<Record<string, Json>>);
  const [[name, contenders] = []] = members;
  return (
    members.length === 1 &&
    name === ESCALATED &&
    isList(contenders) &&
    contenders.every(isContender)
  );
}

function isContender(value: Json): boolean {
  return isJsonObject(value) && typeof value['by'] === 'string';
}

/** As JSON, so that it can be a member of a value. */
export function sentinelOf(contenders: readonly StoreContender[]): Json {
  return {
    [ESCALATED]: contenders.map(({ agent_id, value }) =>
      value === undefined ? { by: agent_id } : { by: agent_id, value },
    ),
  };
}
