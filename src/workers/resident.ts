import type { Replica } from '../strategies/strategy.js';
import type { Seat } from './protocol.js';

/** A seat of a shard with the replica that lives on it now: a restart puts another in its place. */
export interface Resident {
  readonly seat: Seat;
  readonly replica: Replica;
  /** How often its agent was restarted under a new identity. */
  readonly incarnation: number;
  /** By sender, the latest incarnation that this resident has heard of, where it is not the first. */
  readonly heard: Map<number, number>;
}
