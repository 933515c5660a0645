// The content of a blobs file: one line of JSON, which says whose state each blob is and how long it is, and
// behind its line feed the blobs end to end. Replicas that exported the same bytes share one blob, which
// halves what a study of many converged replicas takes. `zcat FILE | head -1` shows whose they are.

import { createHash } from 'node:crypto';
import type { StateBlob } from '../../model/blob.js';
import { SCHEMA_VERSION } from '../../results/schema-version.js';
import type { KeptBlob } from '../repetition-plan.js';
import { UnstorableEvidenceError } from './document.js';

/** What one visit may keep, and the most that is unpacked: beyond it, evidence is what a study is judged by. */
export const MAX_BLOBS_BYTES = 1024 ** 3;

/** Blobs and the visit of the study they are of, as the journal names it. */
export interface VisitBlobs {
  readonly visit: string;
  readonly blobs: readonly KeptBlob[];
}

export interface BlobsHeader {
  readonly schema_version: typeof SCHEMA_VERSION;
  readonly visit: string;
  /** In the order of the bytes. */
  readonly blobs: readonly {
    /** The agents whose replica exported these bytes. */
    readonly agent_indexes: readonly number[];
    readonly bytes: number;
  }[];
}

/** Equal blobs give equal bytes. @throws UnstorableEvidenceError where they take more than may be kept. */
export function encodeBlobs({ visit, blobs }: VisitBlobs): Buffer {
  const total_bytes = blobs.reduce((sum, { blob }) => sum + blob.length, 0);
  if (total_bytes > MAX_BLOBS_BYTES) {
    const advice = 'execute the study without keeping them';
    throw new UnstorableEvidenceError(`the states take ${total_bytes} bytes: ${advice}`);
  }
  const distinct = distinctBlobs(blobs);
  const header: BlobsHeader = {
    schema_version: SCHEMA_VERSION,
    visit,
    blobs: distinct.map(({ agent_indexes, blob }) => ({ agent_indexes, bytes: blob.length })),
  };
  const line = Buffer.from(`${JSON.stringify(header)}\n`);
  return Buffer.concat([line, ...distinct.map(({ blob }) => blob)]);
}

interface SharedBlob {
  readonly agent_indexes: number[];
  readonly blob: StateBlob;
}

/** In the order in which they come first. */
function distinctBlobs(blobs: readonly KeptBlob[]): readonly SharedBlob[] {
  const byDigest = new Map<string, SharedBlob>();
  for (const { agent_index, blob } of blobs) {
    const digest = createHash('sha256').update(blob).digest('hex');
    const known = byDigest.get(digest);
    if (known) known.agent_indexes.push(agent_index);
    else byDigest.set(digest, { agent_indexes: [agent_index], blob });
  }
  return [...byDigest.values()];
}
