// Stores with authors of every sort (bare calls, agents that act for a while, tasks of runs in supersteps), who
// read, write, delete and decide, while the stores exchange what they have in any order, more than once.

import type { JsonObject, Path } from '../../../../src/langgraph/key-terms.js';
import { beginSpan } from '../../../../src/langgraph/moments.js';
import { exportUpdates, importUpdates } from '../../../../src/langgraph/replication.js';
import { ANONYMOUS, Scope, beginScope } from '../../../../src/langgraph/scopes.js';
import type { Activity } from '../../../../src/langgraph/scopes.js';
import { StoreCore } from '../../../../src/langgraph/store-core.js';
import type { CoreOptions } from '../../../../src/langgraph/core-terms.js';
import type { StoreUpdate } from '../../../../src/langgraph/store-updates.js';
import { encodeVersion } from '../../../../src/langgraph/bundle.js';
import type { Entry } from './ledger.js';
import { TEXT_NAME } from './leaves.js';
import { KEYS } from './steps.js';
import type { Author, Step } from './steps.js';

interface Person {
  readonly scope: Scope;
  readonly seen: Map<string, Set<string>>;
  readonly base: Map<string, JsonObject | null>;
}

interface Place {
  readonly core: StoreCore;
  readonly sent: StoreUpdate[];
  readonly people: Map<Author, Person>;
  run: { readonly activity: Activity; superstep: number; readonly known: ReadonlySet<string> };
  /** Writes of the run's supersteps before this one, and of this one. */
  earlier: Set<string>;
  latest: Set<string>;
}

const idOf = (key: string) => ({ namespace: ['team', 'constructor'], key });
const isTask = (author: Author): boolean => author === 'left' || author === 'right';

export class World {
  readonly entries: Entry[] = [];
  readonly places: readonly Place[];
  #texts = 0;

  constructor(stores: number, options: CoreOptions = {}) {
    this.places = Array.from({ length: stores }, () => {
      const core = new StoreCore(options);
      const place = { core, sent: [], people: new Map(), ...this.#newRun(core) } as Place;
      core.onUpdate((update) => place.sent.push(update));
      return place;
    });
  }

  take(step: Step): void {
    const place = this.#place(step.store);
    const { core } = place;
    const other = this.#place(step.from);
    const acts: Readonly<Record<Step['act'], () => void>> = {
      put: () => {
        this.#put(place, step, step.value);
      },
      read: () => {
        this.#read(place, step);
      },
      update: () => {
        const before = this.#read(place, step);
        this.#put(place, step, { ...before, ...step.value });
      },
      delete: () => {
        this.#write(place, step, { type: 'delete' });
      },
      resolve: () => {
        this.#resolve(place, step);
      },
      exchange: () => {
        bring(other, place);
      },
      deliver: () => {
        for (const update of [...other.sent].reverse().concat(other.sent)) core.receive(update);
      },
      begin: () => {
        this.#begin(place, step.author);
      },
    };
    acts[step.act]();
  }

  /** Until all stores have everything. */
  settle(): void {
    for (const to of this.places) for (const from of this.places) bring(from, to);
    for (const to of this.places) for (const from of this.places) bring(from, to);
  }

  valueOf(place: Place, key: string): JsonObject | null {
    return place.core.get(idOf(key))?.value ?? null;
  }

  #place(index: number): Place {
    return this.places[index % this.places.length] as Place;
  }

  #put(place: Place, step: Step, value: JsonObject): void {
    this.#write(place, step, { type: 'put', value: { ...value, ...this.#text(step, value) } });
  }

  #text({ text }: Step, value: JsonObject): JsonObject {
    if (text === 'none') return {};
    this.#texts += 1;
    const before = text === 'longer' ? value[TEXT_NAME] : '';
    return { [TEXT_NAME]: `${typeof before === 'string' ? before : ''}<${this.#texts}>` };
  }

  #read(place: Place, { author, key }: Step): JsonObject | null {
    const { scope, seen, base } = this.#person(place, author);
    const value = place.core.get(idOf(key), scope)?.value ?? null;
    for (const name of this.#visible(place)) setOf(seen, key).add(name);
    base.set(key, value);
    return value;
  }

  #resolve(place: Place, step: Step): void {
    const open = place.core.escalations().find(({ key }) => key === step.key);
    const path: Path = open?.path ?? [];
    if (open === undefined || path.length === 0) return;
    const value = step.value['f'] ?? 1;
    const seen = this.#visible(place);
    const before = this.valueOf(place, step.key);
    place.core.resolve(idOf(step.key), path, value, 'judge');
    this.#enter(
      place,
      { agent_id: 'judge', key: step.key, seen, base: undefined, before },
      { type: 'resolve', path, value },
    );
  }

  #write(
    place: Place,
    { author, key }: Step,
    act: Exclude<Entry['act'], { type: 'resolve' }>,
  ): void {
    const { scope, seen, base } = this.#person(place, author);
    const before = this.valueOf(place, key);
    const terms = {
      key,
      agent_id: scope.agent_id,
      seen: new Set(setOf(seen, key)),
      base: base.get(key),
      before,
    };
    const written_before = place.sent.length;
    const is_there = place.core.view(idOf(key)) !== null;
    if (act.type === 'delete') place.core.delete(idOf(key), scope);
    else place.core.put(idOf(key), act.value, scope);
    if (is_there || act.type === 'put') base.set(key, act.type === 'delete' ? null : act.value);
    if (place.sent.length === written_before) return;
    const name = this.#enter(place, terms, act);
    setOf(seen, key).add(name);
    if (isTask(author)) place.latest.add(name);
  }

  #enter(place: Place, terms: Omit<Entry, 'name' | 'act' | 'visible'>, act: Entry['act']): string {
    const visible = this.#visible(place);
    const name = `${place.core.replica_id} ${place.sent.length}`;
    visible.delete(name);
    this.entries.push({ ...terms, name, visible, act });
    return name;
  }

  /** Tasks begin with the next superstep, and every other time with the next run; agents anew. */
  #begin(place: Place, author: Author): void {
    if (!isTask(author)) {
      place.people.delete(author);
      return;
    }
    place.people.delete('left');
    place.people.delete('right');
    if (author === 'left') Object.assign(place, this.#newRun(place.core));
    else {
      place.run.superstep += 1;
      place.earlier = new Set([...place.earlier, ...place.latest]);
      place.latest = new Set();
    }
  }

  #newRun(core: StoreCore): Pick<Place, 'run' | 'earlier' | 'latest'> {
    const activity = { span: beginSpan(), enclosing: null };
    const known = this.#visible({ core });
    return { run: { activity, superstep: 1, known }, earlier: new Set(), latest: new Set() };
  }

  #person(place: Place, author: Author): Person {
    const known = author === 'bare' ? undefined : place.people.get(author);
    const person =
      known ?? (isTask(author) ? this.#task(place, author) : this.#agent(place, author));
    place.people.set(author, person);
    return person;
  }

  #agent(place: Place, author: Author): Person {
    const scope = beginScope(author === 'bare' ? ANONYMOUS : author);
    return { scope, seen: this.#byKey(this.#visible(place)), base: new Map() };
  }

  #task({ run, earlier }: Place, author: Author): Person {
    const origin = { activity: run.activity, superstep: String(run.superstep).padStart(3, '0') };
    const scope = new Scope({ agent_id: author, origin, enclosing: null, reads: 'own' });
    return { scope, seen: this.#byKey(new Set([...run.known, ...earlier])), base: new Map() };
  }

  #byKey(names: ReadonlySet<string>): Map<string, Set<string>> {
    return new Map(KEYS.map((key) => [key, new Set(names)]));
  }

  #visible({ core }: Pick<Place, 'core'>): Set<string> {
    const names = [...core.version].flatMap(([replica_id, count]) =>
      Array.from({ length: count }, (_, index) => `${replica_id} ${index + 1}`),
    );
    return new Set(names);
  }
}

function bring(from: Place, to: Place): void {
  importUpdates(to.core, exportUpdates(from.core, encodeVersion(to.core.version)));
}

function setOf(sets: Map<string, Set<string>>, key: string): Set<string> {
  const known = sets.get(key) ?? new Set<string>();
  sets.set(key, known);
  return known;
}
