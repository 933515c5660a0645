// The envelope around every blob: whose it is, how long, and a checksum over all of it, so that what was
// damaged on its way, cut short or meant for another run is refused before an engine sees it.
//
// Little-endian: magic (4 bytes), format version (1), zeros (3), run (8), strategy (8), sender (4),
// incarnation (4), sequence (4), length of the payload (4), CRC-32 of all that comes before it and of the
// payload (4); then the payload. CRC-32 as in zlib: it notices every error of up to 32 consecutive bits.

import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { StateBlob } from '../model/blob.js';
import type { RefusalCode } from './terms.js';

export interface EnvelopeHeader {
  readonly run_id: bigint;
  readonly strategy_id: bigint;
  /** Index of the agent. */
  readonly sender: number;
  /** How often the sender was restarted under a new identity. */
  readonly incarnation: number;
  readonly sequence: number;
}

/** What a receiver accepts. */
export type EnvelopeKey = Pick<EnvelopeHeader, 'run_id' | 'strategy_id'>;

export type OpenedEnvelope =
  | { readonly ok: true; readonly header: EnvelopeHeader; readonly payload: StateBlob }
  | { readonly ok: false; readonly code: RefusalCode };

const MAGIC = 0x4d53_4245;
const FORMAT = 1;
const AT = {
  magic: 0,
  format: 4,
  run: 8,
  strategy: 16,
  sender: 24,
  incarnation: 28,
  sequence: 32,
  length: 36,
  checksum: 40,
  payload: 44,
} as const;

export function sealedLength(blob: StateBlob): number {
  return AT.payload + blob.length;
}

/** Writes the envelope with its payload to `target` from index `at` on; it must have room for it. */
export function sealInto(
  target: Uint8Array,
  at: number,
  blob: StateBlob,
  header: EnvelopeHeader,
): void {
  const view = new DataView(target.buffer, target.byteOffset + at, sealedLength(blob));
  view.setUint32(AT.magic, MAGIC, true);
  view.setUint32(AT.format, FORMAT, true);
  view.setBigUint64(AT.run, header.run_id, true);
  view.setBigUint64(AT.strategy, header.strategy_id, true);
  view.setUint32(AT.sender, header.sender, true);
  view.setUint32(AT.incarnation, header.incarnation, true);
  view.setUint32(AT.sequence, header.sequence, true);
  view.setUint32(AT.length, blob.length, true);
  target.set(blob, at + AT.payload);
  view.setUint32(AT.checksum, checksumOf(target.subarray(at, at + sealedLength(blob))), true);
}

/** Opens without copying: the payload is a view of `bytes`. Never throws. */
export function openEnvelope(bytes: StateBlob, key: EnvelopeKey): OpenedEnvelope {
  if (bytes.length === 0) return refused('empty');
  if (bytes.length < AT.payload) return refused('truncated');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.getUint32(AT.magic, true) !== MAGIC || view.getUint32(AT.format, true) !== FORMAT) {
    return refused('foreign_format');
  }
  const length = AT.payload + view.getUint32(AT.length, true);
  if (bytes.length < length) return refused('truncated');
  if (bytes.length > length) return refused('oversize');
  if (checksumOf(bytes) !== view.getUint32(AT.checksum, true)) return refused('damaged');
  return admit(view, bytes, key);
}

function admit(view: DataView, bytes: StateBlob, key: EnvelopeKey): OpenedEnvelope {
  const run_id = view.getBigUint64(AT.run, true);
  const strategy_id = view.getBigUint64(AT.strategy, true);
  if (run_id !== key.run_id) return refused('foreign_run');
  if (strategy_id !== key.strategy_id) return refused('foreign_strategy');
  const header = {
    run_id,
    strategy_id,
    sender: view.getUint32(AT.sender, true),
    incarnation: view.getUint32(AT.incarnation, true),
    sequence: view.getUint32(AT.sequence, true),
  };
  return { ok: true, header, payload: bytes.subarray(AT.payload) };
}

/** The same payload as another would have sealed it; null where the bytes are no whole envelope. */
export function resealed(
  bytes: StateBlob,
  change: (header: EnvelopeHeader) => EnvelopeHeader,
): Uint8Array | null {
  if (bytes.length < AT.payload) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const run_id = view.getBigUint64(AT.run, true);
  const strategy_id = view.getBigUint64(AT.strategy, true);
  const opened = openEnvelope(bytes, { run_id, strategy_id });
  if (!opened.ok) return null;
  const copy = new Uint8Array(bytes.length);
  sealInto(copy, 0, opened.payload, change(opened.header));
  return copy;
}

function refused(code: RefusalCode): OpenedEnvelope {
  return { ok: false, code };
}

function checksumOf(envelope: Uint8Array): number {
  return crc32(envelope.subarray(AT.payload), crc32(envelope.subarray(0, AT.checksum)));
}

/** Names a strategy in envelopes. */
export function strategyIdOf(name: string): bigint {
  return hash64('strategy', name);
}

/** Names one repetition of one cell in envelopes. */
export function runIdOf(seed: number, cell_id: string): bigint {
  return hash64('run', seed, cell_id);
}

function hash64(...parts: readonly (string | number)[]): bigint {
  return createHash('sha256').update(JSON.stringify(parts)).digest().readBigUInt64LE(0);
}
