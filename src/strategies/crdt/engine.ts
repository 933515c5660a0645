// The two documents of a replica behind the operations that are made of them: a value put in the place of
// others, and an addition to the log. What the entries mean is the layout's business (layout.ts), which values
// a writer replaces is its caller's.

import type { ExportScope, StateBlob } from '../../model/blob.js';
import type { LoroList, LoroMap } from './document.js';
import { OwnDocument } from './document.js';
import { joinFrame, joinPackedFrame, splitFrame } from './frame.js';
import type { PlainMap } from './layout.js';
import { ADDITIONS, SCALARS } from './layout.js';
import { decodeRequest, encodeRequest } from './request.js';
import type { Version } from './version.js';
import { decodeVersion, encodeVersion, spansBeyond } from './version.js';

export class CrdtEngine {
  readonly #registers: OwnDocument;
  readonly #log: OwnDocument;
  readonly #scalars: LoroMap;
  readonly #additions: LoroList;

  constructor(peer_id: bigint) {
    this.#registers = new OwnDocument(peer_id);
    this.#log = new OwnDocument(peer_id);
    this.#scalars = this.#registers.map(SCALARS);
    this.#additions = this.#log.list(ADDITIONS);
  }

  /** To be called before values are set or deleted, once for all that belong together. */
  prepareToOverwrite(): void {
    this.#registers.prepareToWrite();
  }

  /** A key that was exported must not be set again: whoever deletes it meanwhile would delete both. */
  setHead(key: string, head: string): void {
    this.#scalars.set(key, head);
  }

  deleteHead(key: string): void {
    this.#scalars.delete(key);
  }

  add(addition: string): void {
    this.#log.prepareToWrite();
    this.#additions.push(addition);
  }

  /** Every value present, by key. */
  heads(): PlainMap {
    const { [SCALARS]: scalars } = this.#registers.read() as Record<string, PlainMap>;
    return scalars ?? {};
  }

  /** Every addition, in an order that is the same wherever the same are. */
  additions(): readonly string[] {
    const { [ADDITIONS]: additions } = this.#log.read() as Record<string, readonly string[]>;
    return additions ?? [];
  }

  export(scope: ExportScope): StateBlob {
    return joinFrame(this.#registers.export(scope), this.#log.export(scope));
  }

  version(): StateBlob {
    return encodeVersion(this.#held());
  }

  exportSince(version: StateBlob): StateBlob {
    return this.#exportBeyond(decodeVersion(version));
  }

  /** What of the version this replica lacks; see request.ts. */
  requestOf(version: StateBlob): StateBlob {
    return encodeRequest(version, this.#held());
  }

  exportRequested(version: StateBlob, request: StateBlob): StateBlob {
    return this.#exportBeyond(decodeRequest(version, request));
  }

  #exportBeyond(known: Version): StateBlob {
    const held = this.#held();
    const registers = spansBeyond(held.registers, known.registers);
    const log = spansBeyond(held.log, known.log);
    if (registers.length + log.length === 0) return new Uint8Array(0);
    return joinPackedFrame(this.#registers.exportSpans(registers), this.#log.exportSpans(log));
  }

  #held(): Version {
    return { registers: this.#registers.ends(), log: this.#log.ends() };
  }

  /** @throws Error where a blob cannot be read; nothing has then changed if it is no frame. */
  import(blobs: readonly StateBlob[]): void {
    const frames = blobs.map((blob) => splitFrame(blob));
    this.#registers.import(frames.map(([registers]) => registers));
    this.#log.import(frames.map(([, log]) => log));
  }

  /** A document lives as long as one handle on it does, and WASM memory never shrinks: free all of them now. */
  dispose(): void {
    for (const handle of [this.#scalars, this.#additions]) handle.free();
    for (const document of [this.#registers, this.#log]) document.free();
  }
}
