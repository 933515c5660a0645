// What a scenario expected of the store and did not see. Thrown where it is noticed; the scenario that runs adds its
// name and phase.

import { canonicalJson } from '../../model/canonical.js';
import type { Json } from '../../model/json.js';
import { placeOf } from './phase.js';
import type { Phase } from './phase.js';

/** An expectation that is not met, wherever it was. */
export class Unmet extends Error {
  readonly expected: string;
  readonly seen: string;

  constructor(expected: string, seen: string) {
    super(`expected ${expected}, saw ${seen}`);
    this.name = 'Unmet';
    this.expected = expected;
    this.seen = seen;
  }
}

/** The same with the scenario and the phase: what `run` rejects with where the store is wrong. */
export class ScenarioFailure extends Error {
  readonly scenario: string;
  readonly phase: { readonly index: number; readonly type: Phase['type'] };
  readonly expected: string;
  readonly seen: string;

  constructor(scenario: string, at: ScenarioFailure['phase'], { expected, seen }: Unmet) {
    super(`scenario ${scenario}, ${placeOf(at.index, at)}: expected ${expected}, saw ${seen}`);
    this.name = 'ScenarioFailure';
    this.scenario = scenario;
    this.phase = at;
    this.expected = expected;
    this.seen = seen;
  }
}

/** Equality of JSON values; `what` is a noun. @throws Unmet */
export function expectSame(what: string, seen: Json, expected: Json): void {
  const [wanted, had] = [canonicalJson(expected), canonicalJson(seen)];
  if (wanted !== had) throw new Unmet(`${what} ${wanted}`, had);
}
