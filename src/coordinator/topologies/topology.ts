import type { Deliveries } from '../../model/deliveries.js';

/** A pure function of agents, round and seed to who receives whose blob. */
export interface Topology {
  readonly name: string;
  /** One line for `mergestorm list`. */
  readonly summary: string;
  deliveries(agents: number, round: number, seed: number): Deliveries;
}
