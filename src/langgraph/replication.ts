// Bringing one store what another holds, as bytes that any road may carry: a file, a socket, a message.
// Nothing here waits or watches; channel.ts does.

import { decodeBundle, decodeVersion, encodeBundle } from './bundle.js';
import type { Bundle, Receipt, StoreUpdate, UpdateSource } from './store-updates.js';
import { covers, shared, updatesBeyond } from './store-version.js';

/** What became of the updates that were brought, counted. A state counts as the updates that it stands for. */
export type ImportReport = Readonly<Record<Receipt, number>>;

/**
 * What a store holds beyond a version, as bytes for {@link importUpdates}; without one, all of it.
 * @param since bytes of the other store's version (bundle.ts)
 * @throws StoreError `damaged_updates` where `since` is no version.
 */
export function exportUpdates(source: UpdateSource, since?: Uint8Array): Uint8Array {
  return encodeBundle(bundleSince(source, since && decodeVersion(since)));
}

/** Told to nobody who holds less than both: between them something would be missing. */
export function bundleSince(
  source: UpdateSource,
  since: UpdateSource['version'] = new Map(),
): Bundle {
  const from = shared(since, source.version);
  return { type: 'state', since: from, state: source.state(from) };
}

/**
 * Merges what another store exported. Where the report counts a `gap`, this store lacks what comes before:
 * nothing of that part was merged, and an export since this store's version brings all of it.
 * @throws StoreError `damaged_updates` where the bytes are damaged or of something else; nothing has then changed.
 */
export function importUpdates(source: UpdateSource, bytes: Uint8Array): ImportReport {
  return importBundle(source, decodeBundle(bytes));
}

export function importBundle(source: UpdateSource, bundle: Bundle): ImportReport {
  return bundle.type === 'updates'
    ? receiveAll(source, bundle.updates)
    : absorbBeyond(source, bundle);
}

function receiveAll(source: UpdateSource, updates: readonly StoreUpdate[]): ImportReport {
  const report = { applied: 0, known: 0, gap: 0 };
  for (const receipt of source.receiveAll(updates)) report[receipt] += 1;
  return report;
}

function absorbBeyond(
  source: UpdateSource,
  { since, state }: Extract<Bundle, { type: 'state' }>,
): ImportReport {
  const news = updatesBeyond(state.version, source.version);
  if (news === 0) return { applied: 0, known: 1, gap: 0 };
  if (!covers(source.version, since)) return { applied: 0, known: 0, gap: news };
  source.absorb(state);
  return { applied: news, known: 0, gap: 0 };
}
