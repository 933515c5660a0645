// What became of every copy of a blob that was sent: each ends once, and the ends sum to what was sent.

import type { BlobEnd, BlobEnds, Undelivered } from '../../model/blob-end.js';
import { BLOB_ENDS } from '../../model/blob-end.js';

export class BlobBook {
  readonly #counts: Record<BlobEnd, number> = {
    accepted: 0,
    corrupted: 0,
    rejected: 0,
    dropped: 0,
    discarded: 0,
    pending: 0,
  };
  readonly #undelivered: Undelivered[] = [];
  #sent_count = 0;

  /** Copies, lost ones once each. */
  send(copies: number): void {
    this.#sent_count += copies;
  }

  accept(copies: number): void {
    this.#counts.accepted += copies;
  }

  enter(blob: Undelivered): void {
    this.#counts[blob.end] += 1;
    this.#undelivered.push(blob);
  }

  get sent_count(): number {
    return this.#sent_count;
  }

  /** In the order in which they ended, as far as it is known. */
  get undelivered(): readonly Undelivered[] {
    return this.#undelivered;
  }

  /** @throws Error where the ends do not sum to what was sent: the harness has lost track of a blob. */
  balance(): BlobEnds {
    const total = BLOB_ENDS.reduce((sum, end) => sum + this.#counts[end], 0);
    if (total !== this.#sent_count) {
      throw new Error(`${this.#sent_count} blobs were sent and ${total} ended: ${this.#spelled()}`);
    }
    return {
      sent_count: this.#sent_count,
      counts: { ...this.#counts },
      rejections: this.#rejections(),
    };
  }

  #spelled(): string {
    return BLOB_ENDS.map((end) => `${this.#counts[end]} ${end}`).join(', ');
  }

  #rejections(): Readonly<Record<string, number>> {
    const byCode: Record<string, number> = {};
    for (const { code } of this.#undelivered) {
      if (code !== null) byCode[code] = (byCode[code] ?? 0) + 1;
    }
    return byCode;
  }
}
