// Bytes of unknown origin to the blobs of a visit. The blobs themselves are for the strategy to understand.

import { z } from 'zod';
import { SCHEMA_VERSION } from '../../results/schema-version.js';
import { matching } from '../../results/study/plain-data.js';
import type { KeptBlob } from '../repetition-plan.js';
import type { BlobsHeader, VisitBlobs } from './blobs.js';
import { parseJson } from './json-text.js';

const LINE_FEED = 0x0a;

const headerSchema: z.ZodType<BlobsHeader> = z.strictObject({
  schema_version: z.literal(SCHEMA_VERSION),
  visit: z.string(),
  blobs: z.array(
    z.strictObject({
      agent_indexes: z.array(z.int().nonnegative()),
      bytes: z.int().nonnegative(),
    }),
  ),
});

/** @throws Error saying what is wrong, where the bytes are not whole or not of this format. */
export function decodeBlobs(content: Buffer): VisitBlobs {
  const end = content.indexOf(LINE_FEED);
  if (end < 0) throw new Error('it has no header');
  const { visit, blobs } = headerOf(content.subarray(0, end));
  const kept: KeptBlob[] = [];
  let start = end + 1;
  for (const { agent_indexes, bytes } of blobs) {
    const blob = content.subarray(start, start + bytes);
    for (const agent_index of agent_indexes) kept.push({ agent_index, blob });
    start += bytes;
  }
  if (start !== content.length) throw new Error(`${content.length} bytes where ${start} are named`);
  return { visit, blobs: kept };
}

function headerOf(line: Buffer): BlobsHeader {
  const json = parseJson(line);
  const header = matching(headerSchema, json, json);
  if (header.type === 'bad') throw new Error(header.reason);
  return header.value;
}
