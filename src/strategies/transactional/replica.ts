// A replica of the transactional strategy: a log of commits, and per field what follows from them.

import type { ExportScope, StateBlob } from '../../model/blob.js';
import { compareText } from '../../model/canonical.js';
import type { Escalation, FieldReading, Reading } from '../../model/reading.js';
import type { Write } from '../../model/write.js';
import type { Replica, ReplicaContext } from '../strategy.js';
import { decodeEntries, encodeEntries } from './blob.js';
import { Decisions } from './decisions.js';
import type { Entry } from './entry.js';
import { refuseSelfCover } from './entry.js';
import { FieldLog } from './field-log.js';
import { Log, refuseOther } from './log.js';
import { PastCatalog } from './past.js';
import { decodeVersion, encodeVersion } from './version.js';

export class TransactionalReplica implements Replica {
  readonly #catalog = new PastCatalog();
  readonly #log = new Log();
  readonly #fields = new Map<string, FieldLog>();
  readonly #decisions: Decisions;
  /** This agent's writes since the last delta export. */
  #unexported: Entry[] = [];
  #clock = 0;

  constructor({ model }: ReplicaContext) {
    this.#decisions = new Decisions(model);
  }

  apply(write: Write): void {
    const field = this.#fieldOf(write.field);
    const entry = this.#commit(write, field);
    this.#log.add(entry);
    this.#clock = entry.clock;
    this.#unexported.push(entry);
    field.append(entry);
    this.#decisions.reopen(field);
  }

  #commit(write: Write, field: FieldLog): Entry {
    const { nothing } = this.#catalog;
    const isScalar = write.kind === 'scalar';
    const entry: Entry = {
      write,
      clock: this.#clock + 1,
      observed: isScalar ? field.observed(this.#catalog) : nothing,
      on_top_of: isScalar ? field.latestOf(write.agent_id) : null,
      declared: write.happens_after ? this.#catalog.upTo(write.happens_after) : nothing,
    };
    refuseSelfCover(entry);
    return entry;
  }

  export(scope: ExportScope): StateBlob {
    if (scope === 'full') return encodeEntries(this.#log.entries());
    const entries = this.#unexported;
    this.#unexported = [];
    return encodeEntries(entries);
  }

  version(): StateBlob {
    return encodeVersion(this.#log.known());
  }

  exportSince(version: StateBlob): StateBlob {
    const entries = this.#log.entriesBeyond(decodeVersion(version));
    return entries.length === 0 ? new Uint8Array(0) : encodeEntries(entries);
  }

  import(blobs: readonly StateBlob[]): undefined | Promise<void> {
    for (const entry of this.#unknownEntries(blobs)) this.#receive(entry);
    return this.#decisions.settle();
  }

  /** Reads all blobs before any takes effect, so that a bad one changes nothing. */
  #unknownEntries(blobs: readonly StateBlob[]): Iterable<Entry> {
    const unknown = new Log();
    for (const blob of blobs) {
      for (const entry of decodeEntries(blob, this.#catalog)) {
        const known = this.#log.get(entry);
        if (known) refuseOther(known, entry);
        else unknown.add(entry);
      }
    }
    return unknown.entries();
  }

  #receive(entry: Entry): void {
    const field = this.#fieldOf(entry.write.field);
    this.#log.add(entry);
    this.#clock = Math.max(this.#clock, entry.clock);
    field.receive(entry);
    this.#decisions.reopen(field);
  }

  read(): Reading {
    const fields: FieldReading[] = [];
    const escalations: Escalation[] = [];
    for (const name of [...this.#fields.keys()].sort(compareText)) {
      const log = this.#fieldOf(name);
      const { reading, escalation } = log.inConflict() ? this.#readConflict(log) : readAgreed(log);
      if (reading) fields.push(reading);
      if (escalation) escalations.push(escalation);
    }
    return { fields, escalations, model_calls: this.#decisions.calls };
  }

  /** The log lives on the heap and goes with the replica. */
  dispose(): void {
    return;
  }

  /** Decided, or still open: between a write of this replica's own and the import that settles it. */
  #readConflict(log: FieldLog): FieldState {
    const { field } = log;
    const contenders = log.contenders();
    const chosen = this.#decisions.chosen(log, log.candidates());
    if (!chosen) {
      const escalation = { status: 'open', field, contenders } as const;
      return { reading: { field, kind: 'escalated' }, escalation };
    }
    const escalation = { status: 'resolved', field, contenders, ...chosen } as const;
    return { reading: log.reading(chosen), escalation };
  }

  #fieldOf(name: string): FieldLog {
    const known = this.#fields.get(name);
    if (known) return known;
    const created = new FieldLog(name);
    this.#fields.set(name, created);
    return created;
  }
}

interface FieldState {
  /** Undefined where nothing of the field stands. */
  readonly reading: FieldReading | undefined;
  readonly escalation?: Escalation;
}

function readAgreed(log: FieldLog): FieldState {
  return { reading: log.agreed() };
}
