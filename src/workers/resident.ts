import type { Replica } from '../strategies/strategy.js';
import type { Seat } from './protocol.js';

/** A seat of a shard with the replica that lives on it. */
export interface Resident {
  readonly seat: Seat;
  readonly replica: Replica;
}
