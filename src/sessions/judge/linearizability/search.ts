// Whether one session's history is linearizable: whether its calls can be put into one order that keeps to real time
// and in which the reference model answers every one of them as the store did. After J. Wing and C. Gong, "Testing and
// verifying concurrent objects", with the just-in-time order and the memory of configurations of G. Lowe, "Testing for
// linearizability": a call is given its place at the latest when it ends, and all places that are still possible are
// kept side by side. So a history is judged from one quiet moment to the next, however long it is.

import { ChosenFate, emptyConfiguration } from './configuration.js';
import type { Configuration } from './configuration.js';
import { Configurations } from './configurations.js';
import { givenRowsOf } from './given-rows.js';
import { Likeness } from './likeness.js';
import { PendingCalls } from './pending-calls.js';
import type { SessionCall } from './session-calls.js';
import { momentsOf } from './session-calls.js';
import type { StepTerms } from './step.js';
import { step } from './step.js';

export interface SearchLimits {
  /** Configurations looked at for the end of one call. */
  readonly configurations: number;
  /** Answers that the model is asked for altogether. */
  readonly answers: number;
}

/** How far a session was decided: up to a limit, or to a call whose effect cannot be told. */
export interface SearchResult {
  /** Windows from one quiet moment to the next that fit an order. */
  readonly windows_linearized: number;
  /** The window that fits none, up to the call at which none was left. */
  readonly violation: readonly SessionCall[] | null;
}

/** Begins with an empty session. The calls are those of one session, in order of their beginnings. */
export function searchSession(calls: readonly SessionCall[], limits: SearchLimits): SearchResult {
  const search = new SessionSearch(calls, limits);
  let windows_linearized = 0;
  let window: SessionCall[] = [];
  for (const { type, call } of momentsOf(calls)) {
    if (type === 'begins') window.push(call);
    const outcome = type === 'begins' ? search.begin(call) : search.end(call);
    if (outcome === 'undecided') break;
    if (outcome === 'violated') return { windows_linearized, violation: window };
    if (outcome === 'quiet') {
      windows_linearized += 1;
      window = [];
    }
  }
  return { windows_linearized, violation: null };
}

type Outcome = 'busy' | 'quiet' | 'violated' | 'undecided';

class SessionSearch {
  readonly #terms: StepTerms;
  readonly #limits: SearchLimits;
  readonly #pending = new PendingCalls();
  readonly #likeness = new Likeness();
  #configurations: readonly Configuration[];
  #answers = 0;

  constructor(calls: readonly SessionCall[], limits: SearchLimits) {
    this.#terms = { fate: new ChosenFate(), rows: givenRowsOf(calls) };
    this.#limits = limits;
    this.#configurations = [emptyConfiguration(this.#terms.fate)];
  }

  begin(call: SessionCall): Outcome {
    return this.#pending.begin(call) ? 'busy' : 'undecided';
  }

  end(call: SessionCall): Outcome {
    const reached = this.#pending.all.length === 1 ? this.#placeAlone(call) : this.#place(call);
    if (reached === null) return 'undecided';
    if (reached.length === 0) return 'violated';
    this.#pending.end(call);
    this.#configurations = reached.map((configuration) => settled(configuration, call));
    return this.#pending.areQuiet ? 'quiet' : 'busy';
  }

  /** Nothing else is in flight: it is next wherever it has not yet taken effect. */
  #placeAlone(call: SessionCall): readonly Configuration[] | null {
    const reached = this.#configurations.flatMap((from) =>
      from.done.has(call.index) ? [from] : this.#step(from, call),
    );
    if (this.#isTooMuch(reached.length)) return null;
    return reached.length <= 1 ? reached : this.#distinct(call, reached);
  }

  /** All configurations in which the call has taken effect, after any others in flight; null: too many. */
  #place(ending: SessionCall): readonly Configuration[] | null {
    const visited = new Configurations(ending.entry.args.session_id, this.#likeness);
    const open = [...this.#configurations];
    for (let from = open.pop(); from; from = open.pop()) {
      if (from.done.has(ending.index)) {
        visited.keep(from);
        continue;
      }
      const reached = this.#stepsFrom(from);
      open.push(...reached.filter((next) => visited.keep(next)));
      if (this.#isTooMuch(visited.size)) return null;
    }
    return visited.all.filter(({ done }) => done.has(ending.index));
  }

  #stepsFrom(from: Configuration): readonly Configuration[] {
    const free = this.#pending.all.filter(({ index }) => !from.done.has(index));
    return free.flatMap((call) => this.#step(from, call));
  }

  #step(from: Configuration, call: SessionCall): readonly Configuration[] {
    this.#answers += 1;
    return step(from, call, this.#terms);
  }

  #distinct(call: SessionCall, list: readonly Configuration[]): readonly Configuration[] {
    const kept = new Configurations(call.entry.args.session_id, this.#likeness);
    for (const configuration of list) kept.keep(configuration);
    return kept.all;
  }

  #isTooMuch(configurations: number): boolean {
    return configurations > this.#limits.configurations || this.#answers > this.#limits.answers;
  }
}

/** A call that has ended is in flight no more. */
function settled(configuration: Configuration, { index }: SessionCall): Configuration {
  const done = new Set([...configuration.done].filter((one) => one !== index));
  return { ...configuration, done };
}
