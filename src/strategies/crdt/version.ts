// What a replica of the crdt holds, summed up: for every peer, how many of its operations each of the two
// documents has. A list of its own and not Loro's two version vectors, because most peers occur in both and
// their ids, which are random and cannot be made shorter, are most of it.
//
// magic u32, number of peers, and per peer: id u64, and in one byte the operations in the registers (low half)
// and in the log. 15 in a half stands for what follows: that many more, registers before log.

import type { StateBlob } from '../../model/blob.js';
import { messageOf } from '../../model/problem.js';
import { WireReader, WireWriter } from '../wire.js';
import type { Ends, PeerID, Span } from './document.js';

const MAGIC = 0x32_56_52_4c;
const PEER_BYTES = 8;
const HALF_MOST = 15;

/** Where each peer's operations end, in each document. */
export interface Version {
  readonly registers: Ends;
  readonly log: Ends;
}

export function encodeVersion({ registers, log }: Version): StateBlob {
  const peers = new Set([...registers.keys(), ...log.keys()]);
  const writer = new WireWriter().word(MAGIC).count(peers.size);
  const id = new Uint8Array(PEER_BYTES);
  const view = new DataView(id.buffer);
  for (const peer of peers) {
    view.setBigUint64(0, BigInt(peer));
    writer.bytes(id);
    writeEnds(writer, registers.get(peer) ?? 0, log.get(peer) ?? 0);
  }
  return writer.finish();
}

/** Agents that write a few times between two exchanges are most, and a byte each is a tenth of it all. */
function writeEnds(writer: WireWriter, registers: number, log: number): void {
  const [low, high] = [Math.min(registers, HALF_MOST), Math.min(log, HALF_MOST)];
  writer.bytes(Uint8Array.of(low | (high << 4)));
  for (const end of [registers, log]) if (end >= HALF_MOST) writer.count(end - HALF_MOST);
}

function readEnds(reader: WireReader): readonly [registers: number, log: number] {
  const [halves = 0] = reader.bytes(1);
  const end = (half: number): number => (half < HALF_MOST ? half : HALF_MOST + reader.count());
  return [end(halves & HALF_MOST), end(halves >> 4)];
}

/** How many operations of one peer a version has, in each document. */
export interface PeerEnds {
  readonly peer: PeerID;
  readonly registers: number;
  readonly log: number;
}

/** @throws Error where the bytes are not such a version, or not all of one. */
export function decodeVersion(bytes: StateBlob): Version {
  const peers = readPeerEnds(bytes);
  return {
    registers: new Map(peers.map(({ peer, registers }) => [peer, registers])),
    log: new Map(peers.map(({ peer, log }) => [peer, log])),
  };
}

/**
 * As they stand in the version, one after the other.
 * @throws Error where the bytes are not such a version, or not all of one.
 */
export function readPeerEnds(bytes: StateBlob): readonly PeerEnds[] {
  try {
    return readPeers(new WireReader(bytes));
  } catch (thrown) {
    throw new Error(`crdt version of ${bytes.length} bytes is unreadable: ${messageOf(thrown)}`, {
      cause: thrown,
    });
  }
}

function readPeers(reader: WireReader): readonly PeerEnds[] {
  if (reader.word() !== MAGIC) throw new Error('it does not start as one');
  const peers: PeerEnds[] = [];
  for (let left = reader.count(); left > 0; left -= 1) {
    const id = reader.bytes(PEER_BYTES);
    const peer = `${new DataView(id.buffer, id.byteOffset).getBigUint64(0)}` as PeerID;
    const [registers, log] = readEnds(reader);
    peers.push({ peer, registers, log });
  }
  reader.end();
  return peers;
}

/** The operations held and not known. */
export function spansBeyond(held: Ends, known: Ends): readonly Span[] {
  const spans: Span[] = [];
  for (const [peer, end] of held) {
    const counter = known.get(peer) ?? 0;
    if (counter < end) spans.push({ id: { peer, counter }, len: end - counter });
  }
  return spans;
}
