// What the racing agents of one shard share, and what they enter into one account.

import type { StateBlob } from '../../model/blob.js';
import type { DetectionCounts } from '../../model/detection.js';
import { addDetections, NOTHING_DETECTED } from '../../model/detection.js';
import type { ShardGauges } from '../gauges.js';
import type { Timekeeper } from '../pace-time.js';
import type { Busy, Provenance, RefusalCode } from '../terms.js';
import type {
  RaceBlobName,
  RaceCommand,
  RaceRefusal,
  RaceReply,
  StruckArrival,
  StruckName,
} from './race-protocol.js';

/** What stands between replicas and the links: envelopes, or nothing. */
export interface RaceCourier {
  /** Whether damaged bytes reach the engine. */
  readonly raw: boolean;
  /** The blob as it travels. Bytes of their own, or the blob itself. */
  seal(blob: StateBlob, from: Provenance): StateBlob;
  open(bytes: StateBlob): RaceOpened;
}

export type RaceOpened =
  | {
      readonly ok: true;
      readonly payload: StateBlob;
      /** Null where bytes came without an envelope and so without a name. */
      readonly from: Pick<Provenance, 'sender' | 'incarnation'> | null;
    }
  | { readonly ok: false; readonly code: RefusalCode };

export interface RaceParts {
  readonly command: RaceCommand;
  readonly courier: RaceCourier;
  readonly gauges: ShardGauges;
  readonly time: Timekeeper;
  readonly account: RaceAccount;
}

/** What one shard sent, accepted and refused. */
export class RaceAccount {
  messages = 0;
  blob_bytes = 0;
  version_bytes = 0;
  delivered_bytes = 0;
  accepted_count = 0;
  readonly refused: RaceRefusal[] = [];
  readonly corrupted: RaceBlobName[] = [];
  readonly dropped: RaceBlobName[] = [];
  readonly spared: StruckName[] = [];
  readonly arrived: StruckArrival[] = [];
  #detection: DetectionCounts = NOTHING_DETECTED;

  /** @param copies of one blob to one receiver; one that was lost counts once. */
  send(copies: number, blob_bytes: number, version_bytes: number): void {
    this.messages += copies;
    this.blob_bytes += copies * blob_bytes;
    this.version_bytes += copies * version_bytes;
  }

  detect(detection: DetectionCounts): void {
    this.#detection = addDetections(this.#detection, detection);
  }

  reply(): Omit<RaceReply, 'writing' | 'idle_ns' | 'issued' | 'timelines' | keyof Busy> {
    const { messages, blob_bytes, version_bytes, delivered_bytes } = this;
    const { accepted_count, refused, corrupted, dropped, spared, arrived } = this;
    return {
      traffic: { messages, blob_bytes, version_bytes, delivered_bytes },
      ...{ accepted_count, refused, corrupted, dropped, spared, arrived },
      detection: this.#detection,
    };
  }
}
