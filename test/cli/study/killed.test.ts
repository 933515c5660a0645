import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/model/random.js';
import { COLUMNS } from '../../../src/results/record.js';
import type { JournalEntry } from '../../../src/results/study/entry.js';
import { readJournal } from '../../../src/results/study/journal.js';
import { mergestorm, start, temporaryFolder } from '../support/mergestorm.js';

const KILLS = 50;
/** Long enough for a session to begin and to finish a repetition or two, short enough to hit every step. */
const LONGEST_MS = 1_600;
/** The longest that a timer can be set to: never. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

const STUDY = [
  ...['--strategy', 'lww,transactional,crdt', '--workload', 'mixed', '--agents', '2,3'],
  ...['--writes', '10', '--runs', '5', '--warmup', '0', '--quiet'],
];

/** Columns that depend on time, memory or the machine; all others are the same for the same seed. */
const MEASURED =
  /_ns$|_bytes$|^overlap_ratio$|^parallel_efficiency$|^writes_per_second$|^gc_count$/;
const COUNTED = COLUMNS.filter((column) => !MEASURED.test(column) || column === 'bytes_exchanged');

function entriesIn(folder: string): readonly JournalEntry[] {
  return [...readJournal(join(folder, 'cells.jsonl'))];
}

/** What must be equal however often a study was killed: verdicts, counts and digests of each repetition. */
function resultsIn(folder: string) {
  const results = entriesIn(folder).map(({ record, finals }) => {
    const counts = Object.fromEntries(COUNTED.map((column) => [column, record[column]]));
    return { ...counts, fates: record.fates, findings: record.findings, finals };
  });
  return results.sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
}

/** The journal up to its last whole line. */
function wholeLinesIn(folder: string): string {
  const path = join(folder, 'cells.jsonl');
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return text.slice(0, text.lastIndexOf('\n') + 1);
}

/** Starts or goes on with the study in that folder, and kills it after so long. */
async function executeAndKill(folder: string, after_ms: number): Promise<'killed' | 'ended'> {
  const begun = existsSync(join(folder, 'manifest.json'));
  const where = begun
    ? ['study', '--resume', folder, '--quiet']
    : ['study', ...STUDY, '--out', folder];
  const running = start(where);
  const timer = setTimeout(() => running.child.kill('SIGKILL'), after_ms);
  const { signal, code, stderr } = await running.ended;
  clearTimeout(timer);
  if (signal === 'SIGKILL') return 'killed';
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return 'ended';
}

describe('a study that is killed again and again', () => {
  it(
    `keeps every finished repetition, none twice, through ${KILLS} kills, and ends like one that never was`,
    { timeout: 900_000 },
    async () => {
      const random = createRandom(20_261_121);
      const [calm, base] = [join(temporaryFolder(), 'calm'), temporaryFolder()];
      expect(await mergestorm(['study', ...STUDY, '--out', calm])).toMatchObject({ code: 0 });
      let [kills, studies] = [0, 0];
      while (kills < KILLS) {
        const folder = join(base, `stormy-${studies}`);
        const kept = wholeLinesIn(folder);
        const end = await executeAndKill(folder, random.integer(1, LONGEST_MS));
        expect(wholeLinesIn(folder).startsWith(kept)).toBe(true);
        // A study that was killed before it had a manifest has nothing to go on with.
        if (end === 'ended' || !existsSync(join(folder, 'manifest.json'))) studies += 1;
        if (end === 'ended') expect(resultsIn(folder)).toEqual(resultsIn(calm));
        if (end === 'killed') kills += 1;
      }
      const last = join(base, `stormy-${studies}`);
      const folder = existsSync(join(last, 'manifest.json')) ? last : join(base, 'never-killed');
      expect(await executeAndKill(folder, LONGEST_TIMER_MS)).toBe('ended');
      expect(resultsIn(folder)).toEqual(resultsIn(calm));
    },
  );
});
