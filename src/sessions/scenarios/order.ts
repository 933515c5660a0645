// The order of phases, checked before anything runs: a pure function from phases to what is wrong with them. Whether
// a store then does what a phase expects is not its business.

import type { Phase, PhaseType } from './phase.js';
import { placeOf } from './phase.js';

/** What a rule found, and at which phase (from 0); null: in the scenario as a whole. */
export interface OrderFault {
  readonly index: number | null;
  readonly message: string;
}

export interface OrderRule {
  readonly name: string;
  /** All phases that break it, in order. */
  readonly faultsOf: (phases: readonly Phase[]) => readonly OrderFault[];
}

export interface OrderProblem extends OrderFault {
  readonly rule: string;
}

const RELEASES: readonly PhaseType[] = ['commit', 'commit_after_release'];

const CLAIMS_LEASE: readonly PhaseType[] = [
  'checkpoint',
  'leading_command_claim',
  'turn_work_claim',
  'next_turn_input_claim',
  'stale_completion',
  'commit',
];

export const ORDER_RULES: readonly OrderRule[] = [
  {
    name: 'at least one phase',
    faultsOf: ({ length }) => (length > 0 ? [] : [{ index: null, message: 'has no phase' }]),
  },
  eachPhase('a release of the lease is last', (phase, { after }) =>
    RELEASES.includes(phase.type) && after.length > 0
      ? 'releases the lease, so no phase can follow it'
      : null,
  ),
  eachPhase('a dead holder is reclaimed before the lease is claimed', (phase, { before }) =>
    phase.type === 'reclaim_dead_holder' && before.some(({ type }) => CLAIMS_LEASE.includes(type))
      ? 'must stand before every phase that claims the lease'
      : null,
  ),
  eachPhase('a stale completion follows a claim of turn work', (phase, { before }) =>
    phase.type === 'stale_completion' && !before.some(({ type }) => type === 'turn_work_claim')
      ? 'needs a turn_work_claim before it'
      : null,
  ),
  eachPhase('aliases and texts of an input claim are of equal length', (phase) => {
    if (phase.type !== 'next_turn_input_claim') return null;
    const [aliases, texts] = [phase.expected_aliases.length, phase.expected_texts.length];
    return aliases === texts ? null : `expects ${aliases} aliases but ${texts} texts`;
  }),
];

/** Every breach of every rule; an empty list where the scenario may run. */
export function orderProblems(phases: readonly Phase[]): readonly OrderProblem[] {
  return ORDER_RULES.flatMap(({ name, faultsOf }) =>
    faultsOf(phases).map((fault) => ({ rule: name, ...fault })),
  );
}

/** `scenario S, phase 2 (commit): releases the lease, …`. */
export function tellProblem(
  scenario: string,
  phases: readonly Phase[],
  { index, message }: OrderFault,
): string {
  const phase = index === null ? undefined : phases[index];
  const place = index === null || phase === undefined ? '' : `, ${placeOf(index, phase)}`;
  return `scenario ${scenario}${place}: ${message}`;
}

interface Surroundings {
  readonly before: readonly Phase[];
  readonly after: readonly Phase[];
}

/** A rule about single phases and what surrounds them. */
function eachPhase(
  name: string,
  faultOf: (phase: Phase, surroundings: Surroundings) => string | null,
): OrderRule {
  const faultsOf = (phases: readonly Phase[]): readonly OrderFault[] =>
    phases.flatMap((phase, index) => {
      const surroundings = { before: phases.slice(0, index), after: phases.slice(index + 1) };
      const message = faultOf(phase, surroundings);
      return message === null ? [] : [{ index, message }];
    });
  return { name, faultsOf };
}
