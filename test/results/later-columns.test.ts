// Folders that were written before there were races for sessions say nothing of them, and are read as if they
// had said that there were none.

import { describe, expect, it } from 'vitest';
import { NO_SESSIONS, withLaterColumns } from '../../src/results/later-columns.js';
import { recordSchema } from '../../src/results/record.js';
import { parseEntry } from '../../src/results/study/entry-schema.js';
import { buildRace } from './build-races.js';
import { buildRecord, NO_HISTOGRAMS } from './build-record.js';

/** As the first version of the schema had it. */
function oldRecord(): Record<string, unknown> {
  const record: Record<string, unknown> = { ...buildRecord() };
  for (const column of Object.keys(NO_SESSIONS)) Reflect.deleteProperty(record, column);
  const { apply, response, export: exported, import: imported, read } = NO_HISTOGRAMS;
  const histograms = { apply, response, export: exported, import: imported, read };
  return { ...record, histograms: { ...histograms, visibility: null, visibility_all: null } };
}

describe('a record of an old folder', () => {
  it('is read with the columns it could not know of, empty', () => {
    const entry = { finals: [], evidence: null, blobs: null, stderr_tail: null };
    const parsed = parseEntry(JSON.stringify({ record: oldRecord(), ...entry }));
    const record = buildRecord({ histograms: NO_HISTOGRAMS });
    expect(parsed).toEqual({ type: 'sound', value: { record, ...entry } });
  });

  it('is not taken for a whole one where anything else is missing', () => {
    const record = oldRecord();
    delete record['wall_ns'];
    expect(recordSchema.safeParse(withLaterColumns(record)).success).toBe(false);
  });

  it('gets nothing that it has', () => {
    const race = buildRace();
    expect(withLaterColumns(race)).toBe(race);
  });

  it.each([null, 3, [], 'text'])('is no record where it is %s', (value) => {
    expect(withLaterColumns(value)).toBe(value);
  });
});

describe('a record', () => {
  it('of a race has no terms of exchange, and one of merging has them', () => {
    expect(recordSchema.safeParse(buildRace()).success).toBe(true);
    expect(recordSchema.safeParse(buildRace({ blob_scope: 'full' })).success).toBe(false);
    expect(recordSchema.safeParse(buildRecord({ envelope: null })).success).toBe(false);
  });
});
