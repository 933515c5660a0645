// Copies of blobs that were no delivery as evidence files hold them: column by column, for under heavy faults
// there are as many of them as of deliveries.

import { z } from 'zod';
import type { BlobEnd, Undelivered } from '../../model/blob-end.js';
import { BLOB_ENDS } from '../../model/blob-end.js';
import type { UndeliveredColumns } from './document.js';

const counts = z.array(z.int().nonnegative());
const columns = z.strictObject({
  rounds: counts,
  passes: z.array(z.int().nonnegative().nullable()),
  senders: counts,
  receivers: counts,
  exported: counts,
  ends: z.array(z.enum(BLOB_ENDS).refine(isNoDelivery, 'a delivery')),
  codes: z.array(z.string().nullable()),
});

export const undeliveredSchema: z.ZodType<UndeliveredColumns> = columns.refine(
  (stored) => new Set(Object.values(stored).map(({ length }) => length)).size === 1,
  'columns of different lengths',
);

export function readUndelivered(stored: UndeliveredColumns): readonly Undelivered[] {
  return stored.ends.map((end, index) => ({
    round: stored.rounds[index] ?? 0,
    pass: stored.passes[index] ?? null,
    sender: stored.senders[index] ?? 0,
    receiver: stored.receivers[index] ?? 0,
    exported: stored.exported[index] ?? 0,
    end,
    code: stored.codes[index] ?? null,
  }));
}

function isNoDelivery(end: BlobEnd): end is Undelivered['end'] {
  return end !== 'accepted';
}
