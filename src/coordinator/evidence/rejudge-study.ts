// Judges a whole study again, one repetition at a time: the evidence of no more than one is in memory.

import type { JournalEntry } from '../../results/study/entry.js';
import type { CheckResult } from '../../verdict/check.js';
import { rejudgeRace } from '../sessions/rejudge-race.js';
import type { Plugins } from './open-reader.js';
import { openReader } from './open-reader.js';
import { readBlobs } from './read.js';
import type { RecordedStudy } from './recorded-study.js';
import { referenceOf } from './recorded-study.js';
import type { Rejudged } from './rejudge.js';
import { rejudge, visitOf } from './rejudge.js';
import type { Reader } from './reread.js';
import { rereadBlobs } from './reread.js';

export interface StoredStudy {
  readonly folder: string;
  readonly study: RecordedStudy;
  /** As the journal has them. */
  readonly entries: Iterable<JournalEntry>;
}

export interface RejudgedVisit extends Omit<Rejudged, 'evidence'> {
  /** As `cell_id#repetition`. */
  readonly visit: string;
  readonly basis: 'evidence' | 'nothing';
  /** Whether the kept states read as the evidence says; null where none were kept. */
  readonly states: CheckResult | null;
}

/** In the order of the journal. @throws UserError (exit 65) where evidence or blobs cannot be relied on. */
export async function* rejudgeStudy(
  stored: StoredStudy,
  plugins: Plugins,
): AsyncGenerator<RejudgedVisit, void> {
  const readers = new Readers(stored.study, plugins);
  for (const entry of stored.entries) {
    if (entry.record.sessions !== null) {
      yield rejudgedRaceOf(stored.folder, entry);
      continue;
    }
    const { evidence, ...rejudged } = rejudge(stored.folder, entry);
    const states = evidence && (await rereadStates(stored.folder, entry, evidence, readers));
    yield {
      ...rejudged,
      visit: visitOf(entry.record),
      basis: evidence ? 'evidence' : 'nothing',
      states,
      differences: [...rejudged.differences, ...stateDifferences(states)],
    };
  }
}

function rejudgedRaceOf(folder: string, entry: JournalEntry): RejudgedVisit {
  const visit = visitOf(entry.record);
  return { stored: entry.record, visit, states: null, ...rejudgeRace(folder, visit, entry) };
}

async function rereadStates(
  folder: string,
  { record, blobs: file }: JournalEntry,
  evidence: NonNullable<Rejudged['evidence']>,
  readers: Readers,
): Promise<CheckResult | null> {
  if (!file) return null;
  const blobs = readBlobs({ folder, file, visit: visitOf(record) });
  const { seed, strategy_version: version } = record;
  return rereadBlobs({ evidence, blobs, seed, version }, await readers.of(record));
}

function stateDifferences(states: CheckResult | null): readonly string[] {
  return states?.verdict === 'FAIL' ? states.reasons.map((reason) => `states: ${reason}`) : [];
}

/** One per strategy, opened when it is first needed: an engine that nobody reads with is not loaded. */
class Readers {
  readonly #study: RecordedStudy;
  readonly #plugins: Plugins;
  readonly #byName = new Map<string, Promise<Reader>>();

  constructor(study: RecordedStudy, plugins: Plugins) {
    this.#study = study;
    this.#plugins = plugins;
  }

  of(record: JournalEntry['record']): Promise<Reader> {
    const known = this.#byName.get(record.strategy);
    if (known) return known;
    const reference = referenceOf(this.#study, record);
    const opened = openReader(reference, this.#study.model, this.#plugins);
    this.#byName.set(record.strategy, opened);
    return opened;
  }
}
