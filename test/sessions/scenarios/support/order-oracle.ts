// The order rules once more, as regular expressions over a letter per phase: shares no line with the validator.

import type { Phase } from '../../../../src/sessions/scenarios/phase.js';

const LETTERS: Readonly<Record<Phase['type'], string>> = {
  ingress: 'i',
  checkpoint: 'k',
  leading_command_claim: 'l',
  turn_work_claim: 't',
  next_turn_input_claim: 'n',
  reclaim_dead_holder: 'r',
  stale_completion: 's',
  commit_after_release: 'a',
  commit: 'c',
};

const BREACHES: Readonly<Record<string, RegExp>> = {
  'a release of the lease is last': /[ca](?=.)/g,
  'a dead holder is reclaimed before the lease is claimed': /(?<=[kltnNsc].*)r/g,
  'a stale completion follows a claim of turn work': /(?<!t.*)s/g,
  'aliases and texts of an input claim are of equal length': /N/g,
};

/** `rule@index`, sorted; the index is empty for a scenario as a whole. */
export function expectedBreaches(phases: readonly Phase[]): readonly string[] {
  const word = phases.map(letterOf).join('');
  const places = Object.entries(BREACHES).flatMap(([rule, pattern]) =>
    [...word.matchAll(pattern)].map(({ index }) => `${rule}@${index}`),
  );
  return [...places, ...(word === '' ? ['at least one phase@'] : [])].sort();
}

/** Small or capital: an input claim whose lists are of different length. */
function letterOf(phase: Phase): string {
  const letter = LETTERS[phase.type];
  const differs =
    phase.type === 'next_turn_input_claim' &&
    phase.expected_aliases.length !== phase.expected_texts.length;
  return differs ? letter.toUpperCase() : letter;
}
