// What goes out of a shard's replicas and what comes in, one command at a time. Each engine call is timed, and
// nothing else with it.

import { nowNs } from '../metrics/clock.js';
import type { StateBlob } from '../model/blob.js';
import { addDetections, NOTHING_DETECTED } from '../model/detection.js';
import type { Delivered } from './arrivals.js';
import { openArrivals } from './arrivals.js';
import { packBlobs, unpackBlobs } from './blob-pack.js';
import type { Courier } from './courier.js';
import type { Batches } from './exchange.js';
import { batchesOf, importEach, importFromEveryone } from './exchange.js';
import { exportersOf } from './exporting.js';
import type { ShardGauges } from './gauges.js';
import type {
  Arrivals,
  BlobPack,
  ExportCommand,
  ImportCommand,
  Replies,
  RequestCommand,
  VersionCommand,
} from './protocol.js';
import { importUnprotected } from './raw-imports.js';
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
  parts: ShardParts,
): Promise<Outcome> {
  const { residents, courier } = parts;
  const { blobs } = unpackBlobs(packs);
  const delivered = openArrivals(arrivals, blobs, residents, courier);
  if (courier.raw) return importBare(delivered, style, parts);
  await importEach(residents, (_, index) => batchesFor(delivered, index, style), parts.gauges);
  return { refused: delivered.refused, detection: NOTHING_DETECTED };
}

function batchesFor({ sound }: Delivered, index: number, style: ImportCommand['style']): Batches {
  return batchesOf(
    style,
    (sound[index] ?? []).map(({ bytes }) => bytes),
  );
}

async function importBare(
  { raw, sound }: Delivered,
  style: ImportCommand['style'],
  { residents, gauges }: ShardParts,
): Promise<Outcome> {
  const outcomes = await Promise.all(
    residents.map((resident, index) => {
      const arrived = { raw: raw[index] ?? [], sound: sound[index] ?? [] };
      return importUnprotected(resident, arrived, { style, gauges });
    }),
  );
  const detections = outcomes.map(({ detection }) => detection);
  return {
    refused: outcomes.flatMap(({ refused }) => refused),
    detection: detections.reduce(addDetections, NOTHING_DETECTED),
  };
}
