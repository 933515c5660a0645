// The answer to a version: what of it a replica lacks. Only who made the version can read it, for it says of each
// of its peers, in its order, no more than two bits: ids, which are nearly all of a version, are not repeated.
//
// magic u32, number of peers, two bits for each (four to a byte, low bits first): it holds all of what the version
// holds, none, or some; then for each of which it holds some, in order, what: registers, log.

import type { StateBlob } from '../../model/blob.js';
import { messageOf } from '../../model/problem.js';
import { WireReader, WireWriter } from '../wire.js';
import type { PeerEnds, Version } from './version.js';
import { readPeerEnds } from './version.js';

const MAGIC = 0x31_51_52_4c;
const HELD = { all: 0, none: 1, some: 2 } as const;
const PEERS_PER_BYTE = 4;

/** @throws Error where the version cannot be read. */
export function encodeRequest(version: StateBlob, held: Version): StateBlob {
  const peers = readPeerEnds(version);
  const answers = peers.map((peer) => answerOf(peer, held));
  const writer = new WireWriter().word(MAGIC).count(peers.length).bytes(packed(answers));
  peers.forEach(({ peer }, index) => {
    if (answers[index] !== HELD.some) return;
    writer.count(held.registers.get(peer) ?? 0).count(held.log.get(peer) ?? 0);
  });
  return writer.finish();
}

function answerOf({ peer, registers, log }: PeerEnds, held: Version): number {
  const in_registers = held.registers.get(peer) ?? 0;
  const in_log = held.log.get(peer) ?? 0;
  if (in_registers >= registers && in_log >= log) return HELD.all;
  return in_registers + in_log === 0 ? HELD.none : HELD.some;
}

function packed(answers: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(answers.length / PEERS_PER_BYTE));
  answers.forEach((answer, index) => {
    const at = Math.floor(index / PEERS_PER_BYTE);
    bytes[at] = (bytes[at] ?? 0) | (answer << (2 * (index % PEERS_PER_BYTE)));
  });
  return bytes;
}

/**
 * What the replica that answered holds of this version.
 * @throws Error where the bytes are no answer to it, or not all of one.
 */
export function decodeRequest(version: StateBlob, request: StateBlob): Version {
  const peers = readPeerEnds(version);
  try {
    return readAnswers(peers, new WireReader(request));
  } catch (thrown) {
    throw new Error(`crdt request of ${request.length} bytes is unreadable: ${messageOf(thrown)}`, {
      cause: thrown,
    });
  }
}

function readAnswers(peers: readonly PeerEnds[], reader: WireReader): Version {
  if (reader.word() !== MAGIC) throw new Error('it does not start as one');
  if (reader.count() !== peers.length) throw new Error('it answers another version');
  const answers = reader.bytes(Math.ceil(peers.length / PEERS_PER_BYTE));
  const known = peers.map((peer, index): PeerEnds => {
    const byte = answers[Math.floor(index / PEERS_PER_BYTE)] ?? 0;
    return endsAnswered(peer, (byte >> (2 * (index % PEERS_PER_BYTE))) & 3, reader);
  });
  reader.end();
  return {
    registers: new Map(known.map(({ peer, registers }) => [peer, registers])),
    log: new Map(known.map(({ peer, log }) => [peer, log])),
  };
}

function endsAnswered(asked: PeerEnds, answer: number, reader: WireReader): PeerEnds {
  switch (answer) {
    case HELD.all:
      return asked;
    case HELD.none:
      return { peer: asked.peer, registers: 0, log: 0 };
    case HELD.some:
      return { peer: asked.peer, registers: reader.count(), log: reader.count() };
    default:
      throw new Error('it has an answer that there is not');
  }
}
