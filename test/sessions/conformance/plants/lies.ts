// How a plant is written: the correct operation over tables that lie in one respect, at another instant, or asked
// for something else.

import { canonicalJson } from '../../../../src/model/canonical.js';
import type { Operations, Scene } from '../../../../src/sessions/operation.js';
import { correctOperations as correct } from '../../../../src/sessions/operations/registry.js';
import type { ArgsOf } from '../../../../src/sessions/store.js';
import type { InputRow, LeaseRow, Tables } from '../../../../src/sessions/tables.js';

export interface SequentialPlant {
  readonly name: string;
  readonly operations: Operations;
  /** Name of the case that must fail. */
  readonly caught_by: string;
}

export function plant(
  name: string,
  caught_by: string,
  wrong: Partial<Operations>,
): SequentialPlant {
  return { name, operations: { ...correct, ...wrong }, caught_by };
}

/** The scene with tables that lie about what `changes` names. */
export function seeing(scene: Scene, changes: Partial<Tables>): Scene {
  const tables = new Proxy(scene.tables, {
    get: (target, name: keyof Tables) => changes[name] ?? target[name].bind(target),
  });
  return { ...scene, tables };
}

export function at({ clock, ...scene }: Scene, now_ms: number): Scene {
  return { ...scene, clock: { timeline: clock.timeline, now_ms: () => now_ms } };
}

export function early(scene: Scene): Scene {
  return at(scene, scene.clock.now_ms() - 0.5);
}

export function leases({ tables }: Scene, change: (row: LeaseRow) => LeaseRow): Partial<Tables> {
  return {
    lease: (session_id) => {
      const row = tables.lease(session_id);
      return row && change(row);
    },
  };
}

export function inputs({ tables }: Scene, change: (row: InputRow) => InputRow): Partial<Tables> {
  return {
    input: (...named) => {
      const row = tables.input(...named);
      return row && change(row);
    },
    openInputs: (session_id) => tables.openInputs(session_id).map(change),
  };
}

export function unclaimed(row: InputRow): InputRow {
  return { ...row, claimed_fence: null };
}

export function uncompleted(row: InputRow | null): InputRow | null {
  return row?.input.state === 'completed' ? null : row;
}

export function alive(row: LeaseRow, fence: number): LeaseRow {
  const owner = row.owner ?? {
    owner_id: 'nobody',
    incarnation_id: 'none',
    liveness: { type: 'opaque' },
  };
  return { ...row, owner, fence, expires_ms: Infinity };
}

export function asIncarnation(row: LeaseRow, incarnation_id: string): LeaseRow {
  return { ...row, owner: row.owner && { ...row.owner, incarnation_id } };
}

export function freed({ owner }: LeaseRow): number {
  return owner === null ? 1 : 0;
}

export function fenceOf(
  { tables }: Scene,
  { session_id }: { readonly session_id: string },
): number {
  return tables.lease(session_id)?.fence ?? 0;
}

export function ofPayload(
  { tables }: Scene,
  { draft }: ArgsOf<'submitInput'>,
): Tables['inputOfKey'] {
  const wanted = canonicalJson(draft.payload);
  return (session_id) =>
    tables.openInputs(session_id).find((row) => canonicalJson(row.input.payload) === wanted) ??
    null;
}

export function firstOf({ tables }: Scene, limit: number): Tables['unclaimedWork'] {
  return (session_id, fence, max) => {
    const first = tables.openWork(session_id).slice(0, limit);
    return first.filter((row) => row.claimed_fence !== fence).slice(0, max);
  };
}

export function nothing(): void {
  // A write that is forgotten.
}
