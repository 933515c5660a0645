// The ways in which bytes get into a document.

import { messageOf } from '../../model/problem.js';

/** What of a Loro document is needed for it. */
interface Importing {
  import(bytes: Uint8Array): unknown;
  importBatch(parts: Uint8Array[]): unknown;
}

/** @throws Error where a part is bad, after all others were imported. */
export function importBatch(doc: Importing, parts: readonly Uint8Array[]): void {
  try {
    doc.importBatch([...parts]);
  } catch (thrown) {
    // A batch is all or nothing; one by one, the good ones are kept.
    importOneByOne(doc, parts);
    throw new Error(`Loro rejected a batch: ${messageOf(thrown)}`, { cause: thrown });
  }
}

/**
 * Faster than a batch where history alone is merged.
 * @throws Error that names the bad ones, after all others were imported.
 */
export function importOneByOne(doc: Importing, parts: readonly Uint8Array[]): void {
  const rejected = parts.flatMap((part, index) => {
    try {
      doc.import(part);
      return [];
    } catch (thrown) {
      return [`blob ${index + 1} of ${parts.length}: ${messageOf(thrown)}`];
    }
  });
  if (rejected.length === 0) return;
  const reasons = rejected.slice(0, 3).join('; ');
  throw new Error(`Loro rejected ${rejected.length} of ${parts.length} blobs (${reasons})`);
}
