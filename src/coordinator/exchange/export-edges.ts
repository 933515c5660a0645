// One blob per edge of a pass: the sender's whole state, made once for all its receivers, or what each
// receiver lacks by the version that it sent.

import type { BlobPack } from '../../workers/protocol.js';
import { askAll } from '../shard-link.js';
import type { Edges } from '../topologies/topology.js';
import type { ExchangeParts } from './parts.js';

export interface SentBlob {
  readonly pack: BlobPack;
  /** Its index in the pack. */
  readonly blob: number;
}

/** Per edge, in their order; null where there was nothing to send. */
export async function exportEdges(
  parts: ExchangeParts,
  edges: Edges,
  scope: 'full' | 'delta',
): Promise<readonly (SentBlob | null)[]> {
  const whole = scope === 'full' || edges.combined === true;
  const sent = whole ? await exportWhole(parts, edges) : await exportDeltas(parts, edges);
  return sent.map((one) => (one && (one.pack.payload_bytes[one.blob] ?? 0) > 0 ? one : null));
}

async function exportWhole(
  parts: ExchangeParts,
  { senders }: Edges,
): Promise<readonly (SentBlob | null)[]> {
  const { group, roster, ledger, stopwatch } = parts;
  const seats = roster.seatsOf(new Set(senders));
  const replies = await stopwatch.time('exchange', () =>
    askAll(group.links, (shard) => {
      const orders = { type: 'full', seats: seats[shard] ?? [] } as const;
      return { type: 'export', orders, pass: ledger.passes };
    }),
  );
  const bySender = new Map<number, SentBlob>();
  for (const { pack } of replies) {
    pack.senders.forEach((sender, blob) => bySender.set(sender, { pack, blob }));
  }
  return senders.map((sender) => bySender.get(sender) ?? null);
}

async function exportDeltas(
  parts: ExchangeParts,
  edges: Edges,
): Promise<readonly (SentBlob | null)[]> {
  const { group, ledger, stopwatch } = parts;
  const versions = await askVersions(parts, edges);
  const orders = ordersOf(parts, edges, versions.indexes);
  const replies = await stopwatch.time('exchange', () =>
    askAll(group.links, (shard) => {
      const { seats = [], versions: wanted = [] } = orders.shards[shard] ?? {};
      return {
        type: 'export',
        orders: { type: 'since', seats, versions: wanted, packs: versions.packs },
        pass: ledger.passes,
      };
    }),
  );
  return orders.places.map(({ shard, index }) => {
    const pack = replies[shard]?.pack;
    return pack ? { pack, blob: index } : null;
  });
}

interface Versions {
  readonly packs: readonly BlobPack[];
  /** By agent, the index of its version over all packs. */
  readonly indexes: ReadonlyMap<number, number>;
}

async function askVersions(parts: ExchangeParts, { receivers }: Edges): Promise<Versions> {
  const { group, roster, stopwatch, traffic } = parts;
  const seats = roster.seatsOf(new Set(receivers));
  const replies = await stopwatch.time('exchange', () =>
    askAll(group.links, (shard) => ({ type: 'version', seats: seats[shard] ?? [] })),
  );
  const packs = replies.map(({ pack }) => pack);
  const owners = packs.flatMap(({ senders }) => senders);
  const bytes = packs.flatMap(({ payload_bytes }) => payload_bytes);
  const indexes = new Map(owners.map((agent_index, index) => [agent_index, index]));
  for (const receiver of receivers) {
    traffic.version_bytes += bytes[indexes.get(receiver) ?? -1] ?? 0;
  }
  return { packs, indexes };
}

interface ShardOrders {
  readonly seats: number[];
  readonly versions: number[];
}

/** Where each edge's blob will be: the shard of its sender, and its turn there. */
function ordersOf(
  { roster }: ExchangeParts,
  { senders, receivers }: Edges,
  versions: ReadonlyMap<number, number>,
) {
  const shards = roster.seats.map((): ShardOrders => ({ seats: [], versions: [] }));
  const places = senders.map((sender, edge) => {
    const { shard, seat } = roster.placeOf(sender);
    const orders = shards[shard];
    const index = orders?.seats.push(seat) ?? 0;
    orders?.versions.push(versions.get(receivers[edge] ?? -1) ?? -1);
    return { shard, index: index - 1 };
  });
  return { shards, places };
}
