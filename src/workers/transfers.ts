// What goes out of a shard's replicas and what comes in, one command at a time. Each engine call is timed, and
// nothing else with it.

import { nowNs } from '../metrics/clock.js';
import type { StateBlob } from '../model/blob.js';
import type { OpenedArrival } from './arrivals.js';
import { openArrivals } from './arrivals.js';
import { packBlobs, unpackBlobs } from './blob-pack.js';
import type { Courier } from './courier.js';
import { batchesOf, importEach, importFromEveryone } from './exchange.js';
import { exportersOf } from './exporting.js';
import type { ShardGauges } from './gauges.js';
import type {
  Arrivals,
  BlobPack,
  ExportCommand,
  ImportCommand,
  Refusal,
  Replies,
  RequestCommand,
  VersionCommand,
} from './protocol.js';
import { importRaw, importUnprotected, NOTHING_DETECTED } from './raw-imports.js';
import type { Resident } from './resident.js';

export interface ShardParts {
  readonly residents: readonly Resident[];
  readonly courier: Courier;
  readonly gauges: ShardGauges;
}

/** Versions travel without envelopes: nothing damages them. */
export function sumUp({ seats }: VersionCommand, { residents }: ShardParts): Replies['version'] {
  const started_ns = nowNs();
  const asked = seats.flatMap((seat) => residents[seat] ?? []);
  const blobs = asked.map(({ replica }) => replica.version?.() ?? new Uint8Array(0));
  const pack = packBlobs({ blobs, senders: asked.map(({ seat }) => seat.agent_index) });
  return { started_ns, ended_ns: nowNs(), pack };
}

/** Requests travel as versions do. */
export function sumUpLack(
  { seats, versions, packs }: RequestCommand,
  { residents }: ShardParts,
): Replies['request'] {
  const started_ns = nowNs();
  const known = unpackBlobs(packs).blobs;
  const asked = seats.flatMap((seat) => residents[seat] ?? []);
  const blobs = asked.map(({ replica }, index) => {
    const version = known[versions[index] ?? -1];
    return (version && replica.requestOf?.(version)) ?? new Uint8Array(0);
  });
  const pack = packBlobs({ blobs, senders: asked.map(({ seat }) => seat.agent_index) });
  return { started_ns, ended_ns: nowNs(), pack };
}

export function exportAll({ orders, pass }: ExportCommand, parts: ShardParts): Replies['export'] {
  const { residents, courier, gauges } = parts;
  const started_ns = nowNs();
  const exporters = exportersOf(orders, residents);
  const blobs = exporters.map(({ resident, make }) => {
    const before_ns = nowNs();
    const blob = make(resident.replica);
    gauges.export.record(Number(nowNs() - before_ns));
    gauges.memory.sample();
    return blob;
  });
  const senders = exporters.map(({ resident }) => resident.seat.agent_index);
  const incarnations = exporters.map(({ resident }) => resident.incarnation);
  const pack = courier.pack({ blobs, senders, incarnations, sequence: pass });
  return { started_ns, ended_ns: nowNs(), pack };
}

export async function importAll(
  { style, arrivals, packs }: ImportCommand,
  parts: ShardParts,
): Promise<Replies['import']> {
  const started_ns = nowNs();
  const outcome =
    arrivals.type === 'everyone'
      ? await importMesh(packs, style, parts)
      : await importListed(arrivals, packs, style, parts);
  parts.gauges.memory.sample();
  return { started_ns, ended_ns: nowNs(), ...outcome };
}

type Outcome = Pick<Replies['import'], 'refused' | 'detection'>;

/** @throws Error where an envelope is refused: nothing damages blobs on this way. */
async function importMesh(
  packs: readonly BlobPack[],
  style: ImportCommand['style'],
  { residents, courier, gauges }: ShardParts,
): Promise<Outcome> {
  const { senders, blobs } = unpackBlobs(packs);
  const sent = { senders: [] as number[], blobs: [] as StateBlob[] };
  blobs.forEach((blob, index) => {
    if (blob.length === 0) return;
    const opened = courier.open(blob);
    if (!opened.ok) throw new Error(`a blob was refused as ${opened.code} that nothing damaged`);
    sent.senders.push(senders[index] ?? -1);
    sent.blobs.push(opened.payload);
  });
  await importFromEveryone(residents, sent, style, gauges);
  return { refused: [], detection: NOTHING_DETECTED };
}

async function importListed(
  arrivals: Extract<Arrivals, { type: 'listed' }>,
  packs: readonly BlobPack[],
  style: ImportCommand['style'],
  { residents, courier, gauges }: ShardParts,
): Promise<Outcome> {
  const { blobs } = unpackBlobs(packs);
  const delivered = openArrivals(arrivals, blobs, residents, courier);
  const { detection, refused } = await importRaw(residents, delivered.raw);
  const choked = courier.raw
    ? await importUnprotected(residents, delivered.sound, gauges)
    : await importSound(residents, delivered.sound, style, gauges);
  return { refused: [...delivered.refused, ...refused, ...choked], detection };
}

async function importSound(
  residents: readonly Resident[],
  sound: readonly (readonly OpenedArrival[])[],
  style: ImportCommand['style'],
  gauges: ShardGauges,
): Promise<readonly Refusal[]> {
  const batchesFor = (_: Resident, index: number) => {
    const blobs = (sound[index] ?? []).map(({ bytes }) => bytes);
    return batchesOf(style, blobs);
  };
  await importEach(residents, batchesFor, gauges);
  return [];
}
