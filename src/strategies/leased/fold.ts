// A prefix of the log as a reading. In a log each write has seen all before it: a scalar supersedes, sets and
// texts grow. What is left to escalate is a field written with two kinds, for there is no value it could read as.

import { canonicalJson } from '../../model/canonical.js';
import type { JsonScalar } from '../../model/json.js';
import type { Reading } from '../../model/reading.js';
import type { Write } from '../../model/write.js';
import type { AttributedHead, Fragment, SetWrite } from '../crdt/layout.js';
import { readingOf } from '../crdt/reading.js';

export class Fold {
  readonly #scalars = new Map<string, readonly AttributedHead[]>();
  readonly #sets = new Map<string, SetWrite[]>();
  readonly #texts = new Map<string, Fragment[]>();
  #count = 0;

  /** How many writes it is made of. */
  get count(): number {
    return this.#count;
  }

  /** Adds what stands in the log behind what it holds, up to that many writes in all. */
  advance(log: readonly Write[], count: number): void {
    for (const write of log.slice(this.#count, count)) this.#add(write);
    this.#count = Math.max(this.#count, count);
  }

  reading(): Reading {
    return readingOf({ scalars: this.#scalars, sets: this.#sets, texts: this.#texts });
  }

  #add(write: Write): void {
    const { agent_id, op_id, field } = write;
    switch (write.kind) {
      case 'scalar':
        this.#scalars.set(field, [{ key: '', agent_id, op_id, value: write.value, after: [] }]);
        break;
      case 'grow_set':
        file(this.#sets, field, { agent_id, op_id, elements: distinct(write.value) });
        break;
      case 'append_text':
        file(this.#texts, field, { agent_id, op_id, text: write.value });
    }
  }
}

function file<T>(groups: Map<string, T[]>, field: string, one: T): void {
  const group = groups.get(field);
  if (group) group.push(one);
  else groups.set(field, [one]);
}

function distinct(elements: readonly JsonScalar[]): readonly JsonScalar[] {
  return [...new Map(elements.map((element) => [canonicalJson(element), element])).values()];
}
