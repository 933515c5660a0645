// A scenario as the registry lists it: with the invariants that it owns, under its display name.

import type { Invariant } from './invariants.js';
import type { Scenario } from './scenario.js';

export interface RegisteredScenario {
  readonly scenario: Scenario;
  readonly owns: readonly Invariant[];
}
