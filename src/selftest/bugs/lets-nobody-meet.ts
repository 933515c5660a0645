import type { SceneBug } from '../planted-bug.js';
import { overMesh } from '../scene.js';
import { CROWDED, LONELY } from '../workload-shape.js';

/** The harness's own: a workload in which every merge looks right. */
export const letsNobodyMeet: SceneBug = {
  name: 'lets nobody write against anybody',
  where: 'scene',
  planted_in: 'crdt',
  property: { type: 'check', name: 'contention', verdict: 'UNKNOWN', scene: overMesh(LONELY) },
  sound: overMesh(CROWDED),
};
