import { line } from '../../coordinator/topologies/line.js';
import type { Topology } from '../../coordinator/topologies/topology.js';
import type { SceneBug } from '../planted-bug.js';
import { under } from '../scene.js';
import { CROWDED } from '../workload-shape.js';

/** A line whose first agent is never visited: what it wrote stays where it is, and nothing reaches it. */
const cut: Topology = {
  ...line,
  routes: (routing) => {
    const routes = line.routes(routing);
    if (routes.type !== 'edges') return routes;
    const { senders, receivers } = routes;
    const isKept = (_: unknown, edge: number): boolean =>
      senders[edge] !== 0 && receivers[edge] !== 0;
    return { ...routes, senders: senders.filter(isKept), receivers: receivers.filter(isKept) };
  },
};

/** The harness's own: an exchange that never reaches one of the agents. */
export const cutsOneOff: SceneBug = {
  name: 'leaves an agent out of the exchange',
  where: 'scene',
  planted_in: 'crdt',
  property: {
    type: 'check',
    name: 'quiescence',
    verdict: 'UNKNOWN',
    scene: under(CROWDED, { topology: cut }),
  },
  sound: under(CROWDED, { topology: line }),
};
