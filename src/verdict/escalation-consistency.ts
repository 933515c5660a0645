// Whether a reading stands by the conflicts it surfaces: an open one leaves the field without a value, a
// decided one gives it the value decided, and that is one of those contended.

import { canonicalJson } from '../model/canonical.js';
import { printable } from '../model/quote.js';
import type { Escalation, FieldReading, Reading } from '../model/reading.js';
import { shorten } from './contribution.js';
import { isAmongContended, readsAsDecided } from './decision.js';

/** What is inconsistent, in a few words each. */
export function inconsistenciesOf({ fields, escalations }: Reading): readonly string[] {
  const byField = new Map(fields.map((field) => [field.field, field]));
  const open = new Set(
    escalations.filter(({ status }) => status === 'open').map(({ field }) => field),
  );
  return [
    ...fields
      .filter(({ kind, field }) => kind === 'escalated' && !open.has(field))
      .map(({ field }) => `${printable(field)} reads as escalated and surfaces no open conflict`),
    ...escalations.flatMap((escalation) => problemOf(escalation, byField.get(escalation.field))),
  ];
}

/** What is wrong with decisions, whatever the fields read as. */
export function illegalDecisions(escalations: readonly Escalation[]): readonly string[] {
  return escalations.flatMap((escalation) => {
    if (escalation.status === 'open' || isAmongContended(escalation)) return [];
    const value = shorten(canonicalJson(escalation.value));
    return [`${printable(escalation.field)} is decided for ${value}, which nobody put forward`];
  });
}

function problemOf(escalation: Escalation, reading: FieldReading | undefined): readonly string[] {
  const field = printable(escalation.field);
  if (!reading) return [`${field} surfaces a conflict and is not read`];
  if (escalation.status === 'open') {
    return reading.kind === 'escalated'
      ? []
      : [`${field} surfaces an open conflict and has a value`];
  }
  if (reading.kind !== 'escalated' && readsAsDecided(reading, escalation)) return [];
  return [`${field} does not read as its conflict was decided`];
}
