// What senders are told of their receivers before they export: by each receiver what it holds, its version. Where
// two send to each other, one tells the other its version, and is answered with what of it the other lacks: a
// request, which is shorter than a second version (digest, request with delta, delta, as Scuttlebutt does it).

import type { BlobPack, DeltaSkill } from '../../workers/protocol.js';
import { askAll } from '../shard-link.js';
import type { Edges } from '../topologies/topology.js';
import type { ExchangeParts } from './parts.js';

/** Per edge, by which version and request its blob is made: indexes over all packs, -1 for none. */
export interface Holdings {
  readonly packs: readonly BlobPack[];
  readonly versions: readonly number[];
  readonly requests: readonly number[];
}

export async function askHoldings(
  parts: ExchangeParts,
  edges: Edges,
  skill: DeltaSkill,
): Promise<Holdings> {
  const answers = skill === 'requests' ? answeredEdges(edges) : new Set<number>();
  const tellers = edges.senders.map((sender, edge) =>
    answers.has(edge) ? sender : (edges.receivers[edge] ?? -1),
  );
  const told = await askVersions(parts, tellers);
  const versions = tellers.map((teller) => told.indexes.get(teller) ?? -1);
  countVersions(parts, told, versions, answers);
  const requested = await askRequests(parts, edges, { packs: told.packs, versions, answers });
  return { packs: [...told.packs, ...requested.packs], versions, requests: requested.requests };
}

/** Of two edges between the same two agents, the first: its sender tells its version, and is answered. */
function answeredEdges({ senders, receivers }: Edges): ReadonlySet<number> {
  const edges = new Map(senders.map((sender, edge) => [`${sender} ${receivers[edge]}`, edge]));
  const answered = new Set<number>();
  senders.forEach((sender, edge) => {
    const back = edges.get(`${receivers[edge]} ${sender}`);
    if (back !== undefined && edge < back) answered.add(edge);
  });
  return answered;
}

interface Told {
  readonly packs: readonly BlobPack[];
  /** By agent, the index of its version over all packs. */
  readonly indexes: ReadonlyMap<number, number>;
  /** Per version. */
  readonly bytes: readonly number[];
}

async function askVersions(
  { group, roster, stopwatch }: ExchangeParts,
  tellers: readonly number[],
): Promise<Told> {
  const seats = roster.seatsOf(new Set(tellers));
  const replies = await stopwatch.time('exchange', () =>
    askAll(group.links, (shard) => ({ type: 'version', seats: seats[shard] ?? [] })),
  );
  const packs = replies.map(({ pack }) => pack);
  const owners = packs.flatMap(({ senders }) => senders);
  const bytes = packs.flatMap(({ payload_bytes }) => payload_bytes);
  return { packs, bytes, indexes: new Map(owners.map((agent, index) => [agent, index])) };
}

/** Every version goes to every agent that makes a blob by it; the own one of an answered sender goes with its answer. */
function countVersions(
  { traffic }: ExchangeParts,
  { bytes }: Told,
  versions: readonly number[],
  answers: ReadonlySet<number>,
): void {
  versions.forEach((version, edge) => {
    if (!answers.has(edge)) traffic.version_bytes += bytes[version] ?? 0;
  });
}

interface Asking {
  readonly packs: readonly BlobPack[];
  readonly versions: readonly number[];
  readonly answers: ReadonlySet<number>;
}

/** The receiver of each answered edge says what it lacks. */
async function askRequests(
  { group, roster, stopwatch, traffic }: ExchangeParts,
  { senders, receivers }: Edges,
  { packs, versions, answers }: Asking,
): Promise<Pick<Holdings, 'packs' | 'requests'>> {
  const requests = senders.map(() => -1);
  if (answers.size === 0) return { packs: [], requests };
  const asked = roster.seats.map(() => ({ edges: [] as number[], seats: [] as number[] }));
  for (const edge of answers) {
    const { shard, seat } = roster.placeOf(receivers[edge] ?? -1);
    asked[shard]?.edges.push(edge);
    asked[shard]?.seats.push(seat);
  }
  const replies = await stopwatch.time('exchange', () =>
    askAll(group.links, (shard) => {
      const { edges = [], seats = [] } = asked[shard] ?? {};
      return { type: 'request', seats, versions: edges.map((edge) => versions[edge] ?? -1), packs };
    }),
  );
  let index = packs.reduce((sum, { ends }) => sum + ends.length, 0);
  for (const edge of asked.flatMap(({ edges }) => edges)) {
    requests[edge] = index;
    index += 1;
  }
  for (const { pack } of replies) {
    traffic.version_bytes += pack.payload_bytes.reduce((sum, one) => sum + one, 0);
  }
  return { packs: replies.map(({ pack }) => pack), requests };
}
