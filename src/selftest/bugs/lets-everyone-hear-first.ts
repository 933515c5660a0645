import { line } from '../../coordinator/topologies/line.js';
import type { SceneBug } from '../planted-bug.js';
import { overMesh, under } from '../scene.js';
import { TAKING_TURNS } from '../workload-shape.js';

/** The harness's own: agents that write in different rounds meet only where they had not heard of each other. */
export const letsEveryoneHearFirst: SceneBug = {
  name: 'lets everyone hear of a write before the next one is made',
  where: 'scene',
  planted_in: 'crdt',
  property: {
    type: 'check',
    name: 'contention',
    verdict: 'UNKNOWN',
    scene: overMesh(TAKING_TURNS),
  },
  sound: under(TAKING_TURNS, { topology: line }),
};
