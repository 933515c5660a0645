// A pass in which everyone accepts what everyone exports: no list of N² edges, no versions.

import type { BlobPack } from '../../workers/protocol.js';
import { askAll } from '../shard-link.js';
import type { ExchangeParts } from './parts.js';

/** Who exports: those who wrote, for the others have nothing new to say; everyone, where states go whole. */
export async function meshPass(parts: ExchangeParts, round: number): Promise<void> {
  const { group, ledger, stopwatch, traffic, roster } = parts;
  const packs = await exportFrom(parts, round);
  const style = parts.plan.exchange === 'pairwise' ? 'pairwise' : 'batch';
  await stopwatch.time('exchange', () =>
    askAll(group.links, () => {
      return { type: 'import', style, arrivals: { type: 'everyone' }, packs };
    }),
  );
  ledger.deliver(round, { type: 'everyone_to_everyone' });
  const receivers = roster.agents - 1;
  for (const { payload_bytes } of packs) {
    const sent = payload_bytes.filter((bytes) => bytes > 0);
    const bytes = sent.reduce((sum, one) => sum + one, 0) * receivers;
    traffic.send(sent.length * receivers, bytes);
    traffic.blobs.accept(sent.length * receivers);
    traffic.delivered_bytes += bytes;
  }
}

async function exportFrom(
  { plan, group, roster, ledger, stopwatch }: ExchangeParts,
  round: number,
): Promise<readonly BlobPack[]> {
  const type = plan.terms.blob_scope === 'full' ? 'full' : 'own_news';
  const writes = ledger.rounds[round] ?? [];
  const exports = await stopwatch.time('exchange', () =>
    askAll(group.links, (shard) => {
      const seats = [...(roster.seats[shard] ?? []).entries()]
        .filter(([, seat]) => type === 'full' || (writes[seat.agent_index]?.length ?? 0) > 0)
        .map(([index]) => index);
      return { type: 'export', orders: { type, seats }, pass: ledger.passes };
    }),
  );
  return exports.map(({ pack }) => pack);
}
