// One stretch of executing a study, from an open folder to a closed one: its lock, journal and manifest.
// What is executed in between is not its concern.

import { calibrateHarness } from '../../metrics/calibrate.js';
import { readEnvironment, readLoadAverage } from '../../metrics/environment.js';
import { readTool } from '../../metrics/tool.js';
import type { Manifest, StudySession } from '../../results/manifest.js';
import { buildManifest } from '../../results/manifest.js';
import type { JournalEntry } from '../../results/study/entry.js';
import { Journal } from '../../results/study/journal.js';
import type { FolderLock } from '../../results/study/lock.js';
import { lockFolder } from '../../results/study/lock.js';
import { readManifest, writeManifest } from '../../results/study/manifest-file.js';
import { digestInputs } from '../configuration/input-files.js';
import type { Inputs } from '../inputs.js';
import type { StudyConfiguration } from '../study.js';
import { refuseDifferences } from './same-conditions.js';

/** What a session is about; `argv` as typed. */
export interface SessionSubject {
  readonly folder: string;
  readonly study: StudyConfiguration;
  readonly inputs: Inputs;
  readonly argv: readonly string[];
}

export class Session {
  readonly #folder: string;
  readonly #lock: FolderLock;
  readonly #journal: Journal;
  #manifest: Manifest;

  private constructor(folder: string, lock: FolderLock, journal: Journal, manifest: Manifest) {
    this.#folder = folder;
    this.#lock = lock;
    this.#journal = journal;
    this.#manifest = manifest;
  }

  /** Opens a new folder, which exists and is empty. @throws UserError (exit 73 or 74) */
  static begin(subject: SessionSubject): Session {
    return openLocked(subject.folder, (lock) => {
      const manifest = manifestOf(subject);
      writeManifest(subject.folder, manifest);
      const journal = Journal.create(subject.folder, { study: subject.study.study });
      return new Session(subject.folder, lock, journal, manifest);
    });
  }

  /**
   * Opens the folder of a study that ended early. Every entry it holds is handed to `known`.
   * @throws UserError (exit 64) where conditions differ, (65) where the folder is damaged, (73) where another process writes to it.
   */
  static resume(subject: SessionSubject, known: (entry: JournalEntry) => void): Session {
    return openLocked(subject.folder, (lock) => {
      const before = readManifest(subject.folder);
      refuseDifferences(subject.folder, before, conditionsNow(subject));
      const journal = Journal.resume(subject.folder, known, { study: subject.study.study });
      const resumptions = [...before.resumptions, sessionNow(subject.argv)];
      const manifest = { ...before, ended_at: null, load_after: null, resumptions };
      writeManifest(subject.folder, manifest);
      return new Session(subject.folder, lock, journal, manifest);
    });
  }

  /** What was torn at the end of the journal and is kept aside; null where nothing was. */
  get cut(): Journal['cut'] {
    return this.#journal.cut;
  }

  /** Returns once the entry is on disk. @throws UserError (exit 74) */
  append(entry: JournalEntry): void {
    this.#journal.append(entry);
  }

  /** Closes the folder, however the study ended. */
  end(): void {
    this.#journal.close();
    this.#manifest = endedNow(this.#manifest);
    try {
      writeManifest(this.#folder, this.#manifest);
    } finally {
      this.#lock.release();
    }
  }
}

function openLocked(folder: string, open: (lock: FolderLock) => Session): Session {
  const lock = lockFolder(folder);
  try {
    return open(lock);
  } catch (thrown) {
    lock.release();
    throw thrown;
  }
}

function conditionsNow({ study }: SessionSubject) {
  const inputs = digestInputs(study);
  return { tool: readTool(), study, environment: readEnvironment(), inputs };
}

function manifestOf(subject: SessionSubject): Manifest {
  const { study, inputs, argv } = subject;
  return buildManifest({
    ...conditionsNow(subject),
    argv,
    seed: study.seed,
    harness_cost: calibrateHarness(),
    started_at: new Date(),
    ended_at: null,
    load_before: readLoadAverage(),
    load_after: null,
    strategies: inputs.declarations(),
  });
}

function sessionNow(argv: readonly string[]): StudySession {
  const started_at = new Date().toISOString();
  return { argv, started_at, ended_at: null, load_before: readLoadAverage(), load_after: null };
}

/** The end of the study, and of the resumption that brought it there. */
function endedNow(manifest: Manifest): Manifest {
  const end = { ended_at: new Date().toISOString(), load_after: readLoadAverage() };
  const last = manifest.resumptions.at(-1);
  const resumptions =
    last === undefined ? [] : [...manifest.resumptions.slice(0, -1), { ...last, ...end }];
  return { ...manifest, ...end, resumptions };
}
