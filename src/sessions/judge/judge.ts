// A history in, findings out. Nothing is asked of the store that is judged, and a property that breaks is undecided,
// never passed.

import { messageOf } from '../../model/problem.js';
import type { Verdict } from '../../model/verdict.js';
import { worstVerdict } from '../../model/verdict.js';
import type { RaceHistory } from '../history.js';
import type { Property, PropertyFinding } from './property.js';
import { SESSION_PROPERTIES } from './registry.js';

export { SESSION_PROPERTIES } from './registry.js';

/** Holds every property against a history, in the order of the registry. Never throws. */
export function judgeHistory(
  history: RaceHistory,
  properties: readonly Property[] = SESSION_PROPERTIES,
): readonly PropertyFinding[] {
  return properties.map((property) => find(property, history));
}

/** The worst of them; UNKNOWN where there is none. */
export function verdictOf(findings: readonly PropertyFinding[]): Verdict {
  return worstVerdict(findings.map(({ verdict }) => verdict));
}

function find(property: Property, history: RaceHistory): PropertyFinding {
  try {
    return property.check(history);
  } catch (thrown) {
    const message = `the property broke: ${messageOf(thrown)}`;
    return { property: property.name, verdict: 'UNKNOWN', message, examined: 0, evidence: [] };
  }
}
