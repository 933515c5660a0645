// The history of a race in the results folder: judged again as it was, and believed in nothing.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { visitOf } from '../../../src/coordinator/evidence/rejudge.js';
import { rejudgeRace } from '../../../src/coordinator/sessions/rejudge-race.js';
import { UserError } from '../../../src/model/problem.js';
import type { JournalEntry, StoredFile } from '../../../src/results/study/entry.js';
import type { RaceHistory } from '../../../src/sessions/history.js';
import { entryIn, holdFirst, raceStudy, temporaryFolder } from './race-study.js';

describe('a stored race', () => {
  async function stored() {
    const folder = temporaryFolder();
    const entry = entryIn(await holdFirst(raceStudy(), { folder }));
    const again = (changed: JournalEntry = entry) =>
      rejudgeRace(folder, visitOf(entry.record), changed);
    return { folder, entry, again };
  }

  it('is judged again as it was', async () => {
    const { entry, again } = await stored();
    expect(again()).toMatchObject({ basis: 'evidence', differences: [] });
    expect(again().again.findings).toEqual(entry.record.findings);
  });

  it('is not as stored where the journal says something else', async () => {
    const { entry, again } = await stored();
    const verdict = entry.record.verdict === 'PASS' ? 'FAIL' : 'PASS';
    const { differences } = again({ ...entry, record: { ...entry.record, verdict } });
    expect(differences).toEqual([
      `verdict: stored "${verdict}", judged again "${entry.record.verdict}"`,
    ]);
  });

  it('is an error where its history is not what was written', async () => {
    const { folder, entry, again } = await stored();
    const path = join(folder, entry.evidence?.path ?? '');
    writeFileSync(path, gzipSync(gunzipSync(readFileSync(path)).subarray(1)));
    expect(() => again()).toThrow(UserError);
  });

  it.each([
    ['has no history', (text: string) => text.replace('"history":', '"story":')],
    ['is of another repetition', (text: string) => text.replace('#0"', '#1"')],
    ['has an agent that is none', (text: string) => text.replace('"agent":', '"agent":-')],
    ['is no JSON', (text: string) => text.slice(1)],
  ])('is an error where the file %s', async (_, change) => {
    const { folder, entry, again } = await stored();
    const path = join(folder, entry.evidence?.path ?? '');
    const evidence = rewritten(entry, path, change);
    expect(() => again({ ...entry, evidence })).toThrow(UserError);
  });

  it('without a history is not judged again, and nobody is blamed for it', async () => {
    const { entry, again } = await stored();
    expect(again({ ...entry, evidence: null })).toMatchObject({
      basis: 'nothing',
      differences: [],
      again: { verdict: 'UNKNOWN' },
    });
  });

  it('of a violation is judged to be one', async () => {
    const { folder, entry, again } = await stored();
    const path = join(folder, entry.evidence?.path ?? '');
    const evidence = rewritten(entry, path, withOneFenceForAll);
    expect(again({ ...entry, evidence }).again.verdict).toBe('FAIL');
  });
});

/** The evidence with another text in it, and a checksum that bears it out. */
function rewritten(
  { evidence }: JournalEntry,
  path: string,
  change: (text: string) => string,
): StoredFile {
  const bytes = gzipSync(change(gunzipSync(readFileSync(path)).toString()));
  writeFileSync(path, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { path: evidence?.path ?? '', bytes: bytes.length, sha256 };
}

/** Every acquisition under the same fencing token: what no store may do. */
function withOneFenceForAll(text: string): string {
  const { history, ...rest } = JSON.parse(text) as { history: RaceHistory };
  const entries = history.entries.map((entry) => {
    if (entry.method !== 'tryClaimLease' || !entry.answer?.ok) return entry;
    const { value } = entry.answer;
    if (value.type !== 'acquired') return entry;
    return {
      ...entry,
      answer: { ok: true, value: { ...value, lease: { ...value.lease, fence: 1 } } },
    };
  });
  return JSON.stringify({ ...rest, history: { ...history, entries } });
}
