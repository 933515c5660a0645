import { derivePeerId } from '../../model/random.js';
import type { StrategyBug } from '../planted-bug.js';

/** Numbers its operations under the name of its agent, whatever incarnation it is of. */
export const reusesItsIdentity: StrategyBug = {
  name: 'reuses its identity on restart',
  where: 'strategy',
  planted_in: 'crdt',
  property: { type: 'law', name: 'a restart tears nothing apart' },
  plant: (create, context) => create({ ...context, peer_id: derivePeerId(0, context.agent_id, 0) }),
};
