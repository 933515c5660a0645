// A topology is a pure function to who sends to whom; it knows nothing of blobs, faults or threads.

import type { EveryoneToEveryone } from '../../model/deliveries.js';

/** Entry i: `senders[i]` sends to `receivers[i]`. No edge twice, none from an agent to itself. */
export interface Edges {
  readonly type: 'edges';
  readonly senders: readonly number[];
  readonly receivers: readonly number[];
  /** Where true, a sender makes one blob for all its receivers: its whole state. */
  readonly combined?: true;
}

export type Routes = EveryoneToEveryone | Edges;

export interface Routing {
  /** 1 or more. */
  readonly agents: number;
  /** Counted from 0 over the whole repetition. */
  readonly pass: number;
  readonly seed: number;
  /** Peers that an agent chooses per pass, for topologies that choose; neighbours, for random_regular. */
  readonly fan_out: number;
}

/** After how many passes without faults everyone holds what anyone held before them, at the latest. */
export interface PassBound {
  readonly passes: number;
  /** `certain`: by the shape of the graph; `likely`: exceeded with a probability below 1e-9. */
  readonly type: 'certain' | 'likely';
  /** For people, with its source: `diameter of a ring of 8`. */
  readonly reason: string;
}

/** A pure function of agents, pass and seed to who sends to whom. */
export interface Topology {
  readonly name: string;
  /** One line for `mergestorm list`. */
  readonly summary: string;
  /** How many passes make one exchange after a write phase; pass p is number p modulo this within it. */
  readonly passes_per_exchange: number;
  /** Left out where `fan_out` changes nothing. */
  readonly uses_fan_out?: true;
  routes(routing: Routing): Routes;
  bound(routing: Omit<Routing, 'pass'>): PassBound;
}
