// One blob per edge of a pass: the sender's whole state, made once for all its receivers, or what each
// receiver lacks by what is known of it.

import type { BlobPack, DeltaSkill } from '../../workers/protocol.js';
import { askAll } from '../shard-link.js';
import type { Edges } from '../topologies/topology.js';
import type { Holdings } from './holdings.js';
import { askHoldings } from './holdings.js';
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
  deltas: DeltaSkill,
): Promise<readonly (SentBlob | null)[]> {
  const whole = deltas === 'none' || edges.combined === true;
  const sent = whole ? await exportWhole(parts, edges) : await exportDeltas(parts, edges, deltas);
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
  skill: DeltaSkill,
): Promise<readonly (SentBlob | null)[]> {
  const { group, ledger, stopwatch } = parts;
  const holdings = await askHoldings(parts, edges, skill);
  const orders = ordersOf(parts, edges, holdings);
  const replies = await stopwatch.time('exchange', () =>
    askAll(group.links, (shard) => {
      const { seats = [], versions = [], requests = [] } = orders.shards[shard] ?? {};
      return {
        type: 'export',
        orders: { type: 'since', seats, versions, requests, packs: holdings.packs },
        pass: ledger.passes,
      };
    }),
  );
  return orders.places.map(({ shard, index }) => {
    const pack = replies[shard]?.pack;
    return pack ? { pack, blob: index } : null;
  });
}

interface ShardOrders {
  readonly seats: number[];
  readonly versions: number[];
  readonly requests: number[];
}

/** Where each edge's blob will be: the shard of its sender, and its turn there. */
function ordersOf({ roster }: ExchangeParts, { senders }: Edges, { versions, requests }: Holdings) {
  const shards = roster.seats.map((): ShardOrders => ({ seats: [], versions: [], requests: [] }));
  const places = senders.map((sender, edge) => {
    const { shard, seat } = roster.placeOf(sender);
    const orders = shards[shard];
    const index = orders?.seats.push(seat) ?? 0;
    orders?.versions.push(versions[edge] ?? -1);
    orders?.requests.push(requests[edge] ?? -1);
    return { shard, index: index - 1 };
  });
  return { shards, places };
}
