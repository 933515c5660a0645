// What stands between replicas and the link: sealing what is sent, opening what arrives. With envelopes off it
// hands on bytes as they are. Its cost is the harness's own and is recorded apart from every engine call.

import { nowNs } from '../metrics/clock.js';
import type { StateBlob } from '../model/blob.js';
import type { SentBlobs } from './blob-pack.js';
import { packBlobs } from './blob-pack.js';
import { openEnvelope, sealedLength, sealInto } from './envelope.js';
import type { ShardGauges } from './gauges.js';
import type { BlobPack, EnvelopeTerms, RefusalCode } from './protocol.js';
import type { Provenance } from './terms.js';

/** What came out of an envelope, or why nothing did. */
export type Opened = Admitted | { readonly ok: false; readonly code: RefusalCode };

export interface Admitted {
  readonly ok: true;
  readonly payload: StateBlob;
  /** Null where bytes came without an envelope and so without a name. */
  readonly from: { readonly sender: number; readonly incarnation: number } | null;
}

export interface Outgoing extends SentBlobs {
  /** Of each blob's sender. */
  readonly incarnations: readonly number[];
  readonly sequence: number;
}

export class Courier {
  readonly #terms: EnvelopeTerms;
  readonly #gauges: ShardGauges;

  constructor(terms: EnvelopeTerms, gauges: ShardGauges) {
    this.#terms = terms;
    this.#gauges = gauges;
  }

  /** Whether damaged bytes reach the engine. */
  get raw(): boolean {
    return this.#terms.type === 'raw';
  }

  pack(outgoing: Outgoing): BlobPack {
    const terms = this.#terms;
    if (terms.type !== 'on') return packBlobs(outgoing);
    const { senders, incarnations, sequence } = outgoing;
    return packBlobs(outgoing, {
      lengthOf: sealedLength,
      write: (blob, index, target, at) => {
        const sender = senders[index] ?? 0;
        const incarnation = incarnations[index] ?? 0;
        const before_ns = nowNs();
        sealInto(target, at, blob, { ...terms, sender, incarnation, sequence });
        this.#gauges.envelope.record(Number(nowNs() - before_ns));
      },
    });
  }

  /** One blob in an envelope of its own. */
  seal(blob: StateBlob, from: Provenance): StateBlob {
    const terms = this.#terms;
    if (terms.type !== 'on') return blob;
    const before_ns = nowNs();
    const sealed = new Uint8Array(sealedLength(blob));
    sealInto(sealed, 0, blob, { ...terms, ...from });
    this.#gauges.envelope.record(Number(nowNs() - before_ns));
    return sealed;
  }

  open(bytes: StateBlob): Opened {
    if (this.#terms.type !== 'on') return { ok: true, payload: bytes, from: null };
    const before_ns = nowNs();
    const opened = openEnvelope(bytes, this.#terms);
    this.#gauges.envelope.record(Number(nowNs() - before_ns));
    if (!opened.ok) return opened;
    return { ok: true, payload: opened.payload, from: opened.header };
  }
}
