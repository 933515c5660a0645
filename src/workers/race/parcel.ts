// A blob on its way: once as a message from shard to shard, whatever the number of receivers there, and then as
// a parcel in the inbox of each.

import type { StateBlob } from '../../model/blob.js';
import type { RaceOpened } from './race-parts.js';
import type { RaceCopy, Recipients, StruckParcel } from './race-protocol.js';

/** One blob to the agents of one shard. */
export interface BlobMessage {
  readonly type: 'blob';
  readonly sender: number;
  /** Its number in the sender's timeline. */
  readonly blob: number;
  readonly pass: number;
  /** As it travels: sealed, where envelopes are on. */
  readonly bytes: StateBlob;
  /** What the sender held when it exported, for the next delta to it; null where it cannot say. */
  readonly version: StateBlob | null;
  readonly recipients: Recipients;
  readonly struck: readonly StruckParcel[];
  /** How much of what it will write and send the sender's shard had done by then, 0 to 1. */
  readonly progress: number;
}

/** Says that a shard will send nothing more in this race. */
export interface DoneMessage {
  readonly type: 'done';
}

export type RaceMessage = BlobMessage | DoneMessage;

/** What a message brings, held once for all of its receivers in a shard and opened once. */
export interface Load {
  readonly message: BlobMessage;
  opened: RaceOpened | null;
}

/** One copy for one receiver. */
export interface Parcel {
  readonly load: Load;
  /** Null where it travels as it is: such a parcel is one object for all of its receivers. */
  readonly fate: Fate | null;
}

export interface Fate extends RaceCopy {
  /** Index among the copies. */
  readonly copy: number;
  /** Steps that the receiver had made when it arrived. */
  readonly arrived_step: number;
}
