// What a journal entry may say. One definition for whoever writes one and whoever reads one: a journal never
// takes what its readers would refuse.

import { z } from 'zod';
import { portableFault } from '../../metrics/portable-fault.js';
import { withLaterColumns } from '../later-columns.js';
import { recordSchema } from '../record.js';
import type { RepetitionRecord } from '../record.js';
import type { FinalDigests, JournalEntry, StoredFile } from './entry.js';
import type { Parsed } from './plain-data.js';
import { matching, parsePlain } from './plain-data.js';
import { isStoredPath } from './stored-path.js';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'not 64 hexadecimal digits');

const finalDigests: z.ZodType<FinalDigests> = z.strictObject({
  content: sha256,
  reading: sha256,
  replicas: z.int().positive(),
});

const storedFile: z.ZodType<StoredFile> = z.strictObject({
  path: z.string().refine(isStoredPath, 'not a relative path below the folder'),
  bytes: z.int().nonnegative(),
  sha256,
});

const entrySchema: z.ZodType<JournalEntry> = z.strictObject({
  record: z.preprocess(withLaterColumns, recordSchema.superRefine(refuseBadHistograms)),
  finals: z.array(finalDigests).readonly(),
  evidence: storedFile.nullable(),
  blobs: storedFile.nullable(),
  stderr_tail: z.string().nullable(),
});

/** An entry from its JSON text. */
export function parseEntry(text: string): Parsed<JournalEntry> {
  const plain = parsePlain(text);
  if (plain.type === 'bad') return plain;
  return matching(entrySchema, plain.value, recordIn(plain.value));
}

/** What is wrong with an entry that is to be written; null where nothing is. */
export function entryFault(entry: JournalEntry): string | null {
  const checked = matching(entrySchema, entry, null);
  return checked.type === 'bad' ? checked.reason : null;
}

function recordIn(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'record' in value ? value.record : null;
}

function refuseBadHistograms({ histograms }: RepetitionRecord, context: z.RefinementCtx): void {
  for (const [phase, histogram] of Object.entries(histograms)) {
    const fault = histogram === null ? null : portableFault(histogram);
    if (fault !== null) {
      context.addIssue({ code: 'custom', path: ['histograms', phase], message: fault });
    }
  }
}
