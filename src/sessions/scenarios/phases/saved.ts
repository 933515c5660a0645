// What a checkpoint and a commit have in common: a state that is saved under the next revision and can be read back.

import type { Json } from '../../../model/json.js';
import type { CheckpointResult } from '../../terms.js';
import type { PhaseType } from '../phase.js';
import type { Stage } from '../stage.js';
import { expectSame } from '../unmet.js';

interface Saving {
  readonly type: PhaseType;
  readonly turn_index: number;
}

/** A state that tells which phase saved it. */
export function stateOf({ type, turn_index }: Saving): Json {
  return { saved_by: type, turn_index };
}

/** 0 where nothing was saved yet. */
export async function revisionOf(stage: Stage): Promise<number> {
  const saved = await stage.take('readState', { session_id: stage.session_id });
  return saved?.revision ?? 0;
}

/** @throws Unmet unless the phase's state is what can be read, one revision on, as the result says */
export async function expectSaved(
  stage: Stage,
  phase: Saving,
  { before, result }: { readonly before: number; readonly result: CheckpointResult },
): Promise<void> {
  const { turn_index } = phase;
  const revision = before + 1;
  const told = { turn_index: result.turn_index, revision: result.revision };
  expectSame(`the ${phase.type} to be answered`, told, { turn_index, revision });
  const saved = await stage.take('readState', { session_id: stage.session_id });
  const expected = { turn_index, state: stateOf(phase), revision };
  expectSame('the saved state', saved && { ...saved }, expected);
}
