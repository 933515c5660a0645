// What went over the links of one repetition.

import type { DetectionCounts } from '../../model/detection.js';

export class Traffic {
  /** Blobs sent, those that were lost on the way included; a copy is a blob. */
  messages = 0;
  /** Of those blobs, without their envelopes. */
  blob_bytes = 0;
  /** Of the versions that receivers sent to be given deltas. */
  version_bytes = 0;
  /** Of the blobs that were accepted. */
  delivered_bytes = 0;
  rejected_count = 0;
  #detection: DetectionCounts | null = null;

  get bytes(): number {
    return this.blob_bytes + this.version_bytes;
  }

  send(blobs: number, bytes: number): void {
    this.messages += blobs;
    this.blob_bytes += bytes;
  }

  detect(counts: DetectionCounts): void {
    const sum = this.#detection ?? counts;
    if (!this.#detection) {
      this.#detection = counts;
      return;
    }
    this.#detection = {
      damaged_count: sum.damaged_count + counts.damaged_count,
      detected_count: sum.detected_count + counts.detected_count,
      changed_and_thrown_count: sum.changed_and_thrown_count + counts.changed_and_thrown_count,
      silently_changed_count: sum.silently_changed_count + counts.silently_changed_count,
    };
  }

  /** Null where nothing was handed over raw. */
  get detection(): DetectionCounts | null {
    return this.#detection && this.#detection.damaged_count > 0 ? this.#detection : null;
  }
}
