// From what a user names to a recorded history: the folder of a failure, the evidence of any repetition, or a
// file with a history in it. All of it may come from anywhere, and is read by the readers that check it.

import { closeSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { EXIT, messageOf, UserError } from '../../model/problem.js';
import type { RepetitionRecord } from '../../results/record.js';
import { corruptResults, missingResults } from '../../results/study/corrupt.js';
import { readAt } from '../../results/study/disk.js';
import type { JournalEntry } from '../../results/study/entry.js';
import { FAILURE_FILES, STUDY_FILES, STUDY_FOLDERS } from '../../results/study/layout.js';
import { openResults } from '../../results/study/open-results.js';
import { readStudy } from '../../results/study/read-study.js';
import { faultPlanOf, mixOf } from '../faults/plan-of.js';
import { MAX_EVIDENCE_BYTES } from '../evidence/document.js';
import { parseJson } from '../evidence/json-text.js';
import { readEvidence } from '../evidence/read.js';
import { recordedStudyOf, referenceOf } from '../evidence/recorded-study.js';
import { visitOf } from '../evidence/rejudge.js';
import { decodeHistory } from './history-file.js';
import type { RecordedHistory, ReplayTerms } from './recorded-history.js';

const MAX_FAILURE_BYTES = 16 * 1024 ** 2;
const WHAT_TO_NAME = 'name a folder inside failures/, an evidence file or a history';
const GZIP = Buffer.from([0x1f, 0x8b]);

/** @throws UserError (exit 65) where it cannot be relied on, (66) where there is none, (74) where it cannot be read. */
export function openHistory(path: string): RecordedHistory {
  const place = realPathOf(path);
  if (isFolder(place)) return ofFailure(join(place, FAILURE_FILES.failure));
  if (isOfFailure(basename(place))) return ofFailure(join(dirname(place), FAILURE_FILES.failure));
  const bytes = readFile(place, MAX_EVIDENCE_BYTES, 'there is no such file');
  if (bytes.subarray(0, GZIP.length).equals(GZIP)) return ofEvidence(place);
  return reading(place, () => decodeHistory(bytes));
}

/** Which repetition a failure is of; the rest of the file is for people. */
const failure = z.looseObject({
  cell_id: z.string(),
  repetition: z.int().nonnegative(),
});

/** Whichever of its files is named, it is that failure. */
function isOfFailure(name: string): boolean {
  return Object.values<string>(FAILURE_FILES).includes(name);
}

function ofFailure(path: string): RecordedHistory {
  const bytes = readFile(path, MAX_FAILURE_BYTES, WHAT_TO_NAME);
  const { cell_id, repetition } = reading(path, () => failure.parse(parseJson(bytes)));
  const folder = dirname(dirname(dirname(path)));
  return fromStudy(folder, ({ record }) => {
    return record.cell_id === cell_id && record.repetition === repetition;
  });
}

function ofEvidence(path: string): RecordedHistory {
  const stored = `${STUDY_FOLDERS.evidence}/${basename(path)}`;
  return fromStudy(dirname(dirname(path)), ({ evidence }) => evidence?.path === stored);
}

function fromStudy(folder: string, isIt: (entry: JournalEntry) => boolean): RecordedHistory {
  const study = readStudy(folder);
  const journal = join(folder, STUDY_FILES.journal);
  const entry = firstOf(study.entries(), isIt);
  if (!entry) throw missingResults(journal, 'no repetition in it is the one to be replayed');
  const { record, evidence: file } = entry;
  const visit = visitOf(record);
  const { blob_scope } = record;
  if (blob_scope === null) throw notReplayable(visit);
  if (!file) {
    throw missingResults(
      visit,
      `it ended as ${record.status} and left no history: execute it again`,
    );
  }
  const recorded = recordedStudyOf(folder, study.manifest.study);
  const strategy = referenceOf(recorded, record);
  if (!strategy) throw corruptResults(folder, `its manifest names no strategy of ${visit}`);
  const evidence = readEvidence({ folder, file, visit });
  const expectation = recorded.expect[record.strategy] ?? record.expectation;
  const { model } = recorded;
  const terms = { strategy, model, expectation, ...termsOf(record), blob_scope };
  const clocks_ahead = reading(journal, () => clocksOf(record, evidence.ledger.agents));
  return { visit, evidence, terms: { ...terms, clocks_ahead } };
}

function notReplayable(visit: string): UserError {
  return new UserError(EXIT.usage, {
    what: 'a race for sessions is not replayed',
    where: visit,
    remedy: 'judge its history again with mergestorm analyze, or race again as its record says',
  });
}

function termsOf({ seed, exchange, strategy_version }: RepetitionRecord) {
  const style = exchange === 'pairwise' ? 'pairwise' : 'batch';
  return { seed, style, strategy_version } as const;
}

/** Which clocks are ahead is decided by the plan of faults, which is a function of what was recorded. */
function clocksOf(
  { faults, seed }: RepetitionRecord,
  agents: readonly string[],
): ReplayTerms['clocks_ahead'] {
  const plan = faultPlanOf({ faults: mixOf(faults), seed, script: { agents } });
  return agents.flatMap((agent_id, agent_index) => {
    const ticks = plan.clockAhead(agent_index);
    return ticks > 0 ? [[agent_id, ticks] as const] : [];
  });
}

/** @throws UserError (exit 65) where making sense of a file throws. */
function reading<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw corruptResults(path, messageOf(thrown), thrown);
  }
}

function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch (thrown) {
    throw missingResults(path, WHAT_TO_NAME, thrown);
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** @throws UserError (exit 65) where it is larger than anything of ours. */
function readFile(path: string, max_bytes: number, missing: string): Buffer {
  const file = openResults(path, missing);
  try {
    if (file.bytes <= max_bytes) return readAt(file.fd, 0, file.bytes);
  } finally {
    closeSync(file.fd);
  }
  throw corruptResults(path, `it holds ${file.bytes} bytes, more than ${max_bytes}`);
}

function firstOf<T>(items: Iterable<T>, isIt: (item: T) => boolean): T | undefined {
  for (const item of items) if (isIt(item)) return item;
  return undefined;
}
