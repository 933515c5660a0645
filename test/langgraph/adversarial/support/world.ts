// Stores on which authors of every sort read, write, delete and decide, while the stores exchange what they have
// in any order, more than once. Everything that is done is entered in a ledger.

import { encodeVersion } from '../../../../src/langgraph/bundle.js';
import type { CoreOptions } from '../../../../src/langgraph/core-terms.js';
import type { JsonObject, Path } from '../../../../src/langgraph/key-terms.js';
import { exportUpdates, importUpdates } from '../../../../src/langgraph/replication.js';
import { StoreCore } from '../../../../src/langgraph/store-core.js';
import type { StoreUpdate } from '../../../../src/langgraph/store-updates.js';
import { Crowd, namesIn, setOf } from './crowd.js';
import { withWhatTheyFollow } from './ledger.js';
import type { Entry } from './ledger.js';
import { TEXT_NAME } from './leaves.js';
import type { Step } from './steps.js';

interface Place {
  readonly core: StoreCore;
  readonly sent: StoreUpdate[];
  readonly crowd: Crowd;
}

const idOf = (key: string) => ({ namespace: ['team', 'constructor'], key });

export class World {
  readonly entries: Entry[] = [];
  readonly places: readonly Place[];
  #texts = 0;

  constructor(stores: number, options: CoreOptions = {}) {
    let given_count = 0;
    const newPeerId = (): bigint => BigInt((7_919 * ++given_count) % 10_007);
    this.places = Array.from({ length: stores }, (_, index) => {
      // Not in the order of the stores, and the same each time, so that what is found can be found again.
      const replica_id = (15 - index).toString(16).padStart(16, '0');
      const core = new StoreCore({ replica_id, newPeerId, ...options });
      const sent: StoreUpdate[] = [];
      core.onUpdate((update) => sent.push(update));
      return { core, sent, crowd: new Crowd(core) };
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
        place.crowd.begin(step.author);
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
    const { scope, seen, base } = place.crowd.person(author);
    const value = place.core.get(idOf(key), scope)?.value ?? null;
    for (const name of namesIn(place.core)) setOf(seen, key).add(name);
    base.set(key, value);
    return value;
  }

  #resolve(place: Place, step: Step): void {
    const open = place.core.escalations().find(({ key }) => key === step.key);
    const path: Path = open?.path ?? [];
    if (open === undefined || path.length === 0) return;
    const value = step.value['f'] ?? 1;
    const seen = namesIn(place.core);
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
    const { scope, seen, base } = place.crowd.person(author);
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
    place.crowd.noteWrite(author, name);
  }

  #enter(
    place: Place,
    terms: Omit<Entry, 'name' | 'act' | 'visible' | 'after'>,
    act: Entry['act'],
  ): string {
    const visible = namesIn(place.core);
    const name = `${place.core.replica_id} ${place.sent.length}`;
    visible.delete(name);
    const after = withWhatTheyFollow(terms.seen, this.entries);
    this.entries.push({ ...terms, name, visible, after, act });
    return name;
  }
}

function bring(from: Place, to: Place): void {
  importUpdates(to.core, exportUpdates(from.core, encodeVersion(to.core.version)));
}
