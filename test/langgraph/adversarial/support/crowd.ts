// The authors at one store: bare calls, agents that act for a while, and the tasks of a run in its supersteps. Each
// is a scope of the store beside what it has seen, as a set of names of writes that nothing of the store's fills.

import type { JsonObject } from '../../../../src/langgraph/key-terms.js';
import { beginSpan } from '../../../../src/langgraph/moments.js';
import { ANONYMOUS, Scope, beginScope } from '../../../../src/langgraph/scopes.js';
import type { Activity } from '../../../../src/langgraph/scopes.js';
import type { StoreCore } from '../../../../src/langgraph/store-core.js';
import { KEYS } from './steps.js';
import type { Author } from './steps.js';

interface Person {
  readonly scope: Scope;
  /** By key. */
  readonly seen: Map<string, Set<string>>;
  readonly base: Map<string, JsonObject | null>;
}

interface Run {
  readonly activity: Activity;
  readonly superstep: number;
  /** What was there when it began, and what its supersteps before this one wrote. */
  readonly known: ReadonlySet<string>;
  /** What this superstep wrote. */
  readonly written: Set<string>;
}

const isTask = (author: Author): boolean => author === 'left' || author === 'right';

export class Crowd {
  readonly #core: StoreCore;
  readonly #people = new Map<Author, Person>();
  #run: Run;

  constructor(core: StoreCore) {
    this.#core = core;
    this.#run = newRun(core);
  }

  person(author: Author): Person {
    const known = author === 'bare' ? undefined : this.#people.get(author);
    const person = known ?? (isTask(author) ? this.#task(author) : this.#agent(author));
    this.#people.set(author, person);
    return person;
  }

  noteWrite(author: Author, name: string): void {
    if (isTask(author)) this.#run.written.add(name);
  }

  /** An agent anew; of tasks, one stands for the next run and the other for the next superstep. */
  begin(author: Author): void {
    this.#people.delete(author);
    if (!isTask(author)) return;
    this.#people.delete('left');
    this.#people.delete('right');
    this.#run = author === 'left' ? newRun(this.#core) : nextSuperstep(this.#run);
  }

  #agent(author: Author): Person {
    const scope = beginScope(author === 'bare' ? ANONYMOUS : author);
    return { scope, seen: byKey(namesIn(this.#core)), base: new Map() };
  }

  #task(author: Author): Person {
    const { activity, superstep, known } = this.#run;
    const origin = { activity, superstep: String(superstep).padStart(3, '0') };
    const scope = new Scope({ agent_id: author, origin, enclosing: null, reads: 'own' });
    return { scope, seen: byKey(known), base: new Map() };
  }
}

/** The names of all writes that a store has. */
export function namesIn({ version }: StoreCore): Set<string> {
  const names = [...version].flatMap(([replica_id, count]) =>
    Array.from({ length: count }, (_, index) => `${replica_id} ${index + 1}`),
  );
  return new Set(names);
}

export function setOf(sets: Map<string, Set<string>>, key: string): Set<string> {
  const known = sets.get(key) ?? new Set<string>();
  sets.set(key, known);
  return known;
}

function newRun(core: StoreCore): Run {
  const activity = { span: beginSpan(), enclosing: null };
  return { activity, superstep: 1, known: namesIn(core), written: new Set() };
}

function nextSuperstep({ activity, superstep, known, written }: Run): Run {
  const before = new Set([...known, ...written]);
  return { activity, superstep: superstep + 1, known: before, written: new Set() };
}

function byKey(names: ReadonlySet<string>): Map<string, Set<string>> {
  return new Map(KEYS.map((key) => [key, new Set(names)]));
}
