// All writes of one field, by kind, and what follows from them: one value, or a conflict of candidates.

import { canonicalJson, compareText } from '../../model/canonical.js';
import type { Contender, FieldReading } from '../../model/reading.js';
import type { Candidate } from '../model.js';
import type { Entry } from './entry.js';
import { byDot, contenderOf, isScalarEntry, isSetEntry, isTextEntry } from './entry.js';
import { Fragments } from './fragments.js';
import type { Past, PastCatalog } from './past.js';
import { ScalarHeads } from './scalar-heads.js';
import { SetElements } from './set-elements.js';

export class FieldLog {
  readonly field: string;
  readonly #scalars = new ScalarHeads();
  readonly #set = new SetElements();
  readonly #text = new Fragments();

  constructor(field: string) {
    this.field = field;
  }

  /** What the next scalar write of this replica to the field follows. */
  observed(catalog: PastCatalog): Past {
    return this.#scalars.observed(catalog);
  }

  /** The agent's own scalar write that its next one to the field is on top of. */
  latestOf(agent_id: string): number | null {
    return this.#scalars.latestOf(agent_id);
  }

  /** Adds a write of this replica's own agent. */
  append(entry: Entry): void {
    if (isScalarEntry(entry)) this.#scalars.add(entry);
    if (isSetEntry(entry)) this.#set.add(entry);
    if (isTextEntry(entry)) this.#text.add(entry);
  }

  /** Adds a write received from another replica. */
  receive(entry: Entry): void {
    if (isScalarEntry(entry)) this.#scalars.forgetObserved();
    this.append(entry);
  }

  /**
   * True where no single value is right: values that stand differ, or the field was written with several
   * kinds, which no causality makes comparable.
   */
  inConflict(): boolean {
    const sets = this.#set.entries.length > 0 ? 1 : 0;
    const texts = this.#text.entries.length > 0 ? 1 : 0;
    return this.#scalars.values().size + sets + texts > 1;
  }

  /** The field where it is in no conflict; undefined where it is. */
  agreed(): FieldReading | undefined {
    if (this.inConflict()) return undefined;
    if (this.#set.entries.length > 0) return this.#set.reading(this.field);
    if (this.#text.entries.length > 0) return this.#text.reading(this.field);
    const [text] = this.#scalars.values().keys();
    return text === undefined ? undefined : this.#scalars.reading(this.field, text);
  }

  /** Every distinct value the field could take, in canonical order. */
  candidates(): readonly Candidate[] {
    const scalars = [...this.#scalars.values()].map(([text, { value }]): SpelledCandidate => ({
      text,
      candidate: { kind: 'scalar', value },
    }));
    return [...scalars, ...this.#merged()].sort(bySpelling).map(({ candidate }) => candidate);
  }

  /** The writes that stand against each other, by dot: scalars not overwritten, and all others. */
  contenders(): readonly Contender[] {
    const entries: Entry[] = [
      ...this.#scalars.heads(),
      ...this.#set.entries,
      ...this.#text.entries,
    ];
    return entries.sort(byDot).map(contenderOf);
  }

  /** The field read as one of its candidates, with that one's authors. */
  reading({ kind, value }: Candidate): FieldReading {
    switch (kind) {
      case 'scalar':
        return this.#scalars.reading(this.field, canonicalJson(value));
      case 'grow_set':
        return this.#set.reading(this.field);
      case 'append_text':
        return this.#text.reading(this.field);
    }
  }

  #merged(): readonly SpelledCandidate[] {
    const merged: Candidate[] = [];
    if (this.#set.entries.length > 0) {
      merged.push({ kind: 'grow_set', value: this.#set.reading(this.field).elements });
    }
    if (this.#text.entries.length > 0) {
      merged.push({ kind: 'append_text', value: this.#text.reading(this.field).text });
    }
    return merged.map((candidate) => ({ text: canonicalJson(candidate.value), candidate }));
  }
}

interface SpelledCandidate {
  readonly text: string;
  readonly candidate: Candidate;
}

function bySpelling(left: SpelledCandidate, right: SpelledCandidate): number {
  return (
    compareText(left.text, right.text) || compareText(left.candidate.kind, right.candidate.kind)
  );
}
