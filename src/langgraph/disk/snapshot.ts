// A snapshot: the whole state of a store in one file, in pieces, so that no piece is too long for memory or
// for its frame. It ends with an empty frame, so that one that was cut short is noticed.

import { decodeBundle, encodeBundle } from '../bundle.js';
import type { Bundle, StoredItem, StoreState } from '../store-updates.js';
import type { ReadingFile } from './files.js';
import { DamagedFrameError, encodeFrame, readFrames } from './frame.js';
import { firstLine } from './layout.js';

/** A piece ends with the item that makes it longer than this. */
const PIECE_BYTES = 8 * 2 ** 20;

/** The bytes of the file, piece by piece. */
export function* encodeSnapshot(
  state: StoreState,
  piece_bytes: number = PIECE_BYTES,
): Generator<Uint8Array> {
  yield firstLine('snapshot');
  let number = 1;
  for (const items of piecesOf(state.items, piece_bytes)) {
    const piece: Bundle = { type: 'state', since: new Map(), state: { ...state, items } };
    yield encodeFrame(number, [encodeBundle(piece)]);
    number += 1;
  }
  yield encodeFrame(number, []);
}

function* piecesOf(
  items: readonly StoredItem[],
  piece_bytes: number,
): Generator<readonly StoredItem[]> {
  let piece: StoredItem[] = [];
  let bytes = 0;
  for (const item of items) {
    piece.push(item);
    bytes += item.blob.length;
    if (bytes <= piece_bytes) continue;
    yield piece;
    [piece, bytes] = [[], 0];
  }
  yield piece;
}

/** @throws DamagedFrameError or StoreError `damaged_updates` where it is not whole. */
export function readSnapshot(file: ReadingFile, start: number): StoreState {
  const items: StoredItem[] = [];
  let version: StoreState['version'] = new Map();
  let isEnded = false;
  const frames = readFrames(file, start);
  let step = frames.next();
  for (; step.done !== true; step = frames.next()) {
    const piece = pieceOf(step.value.parts);
    isEnded = piece === null;
    if (piece === null) continue;
    version = piece.version;
    // Not spread into one call: there may be more of them than a call takes.
    for (const item of piece.items) items.push(item);
  }
  if (isEnded && step.value.torn_bytes === 0) return { version, items };
  throw new DamagedFrameError('it does not end as it should');
}

/** Null for the end. */
function pieceOf([part]: readonly Uint8Array[]): StoreState | null {
  if (part === undefined) return null;
  const bundle = decodeBundle(part);
  if (bundle.type !== 'state') throw new DamagedFrameError('it holds no state');
  return bundle.state;
}
