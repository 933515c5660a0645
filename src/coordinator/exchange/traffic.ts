// What went over the links of one repetition.

import type { DetectionCounts } from '../../model/detection.js';
import { addDetections, NOTHING_DETECTED } from '../../model/detection.js';
import { BlobBook } from './blob-book.js';

export class Traffic {
  readonly blobs = new BlobBook();
  /** Of those blobs, without their envelopes. */
  blob_bytes = 0;
  /** Of the versions that receivers sent to be given deltas. */
  version_bytes = 0;
  /** Of the blobs that were accepted. */
  delivered_bytes = 0;
  #detection = NOTHING_DETECTED;

  get bytes(): number {
    return this.blob_bytes + this.version_bytes;
  }

  /** Blobs sent, those that were lost on the way included; a copy is a blob. */
  get messages(): number {
    return this.blobs.sent_count;
  }

  send(blobs: number, bytes: number): void {
    this.blobs.send(blobs);
    this.blob_bytes += bytes;
  }

  detect(counts: DetectionCounts): void {
    this.#detection = addDetections(this.#detection, counts);
  }

  /** Null where nothing was handed over raw. */
  get detection(): DetectionCounts | null {
    return this.#detection.damaged_count > 0 ? this.#detection : null;
  }
}
