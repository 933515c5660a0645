import type { Escalation, FieldReading, Reading } from '../../model/reading.js';
import type { StrategyBug } from '../planted-bug.js';
import { changed } from '../planted-bug.js';
import { overMesh } from '../scene.js';
import { CROWDED } from '../workload-shape.js';

/** Surfaces a conflict as open and gives the field a value all the same. */
export const escalatesAndApplies: StrategyBug = {
  name: 'escalates and applies',
  where: 'strategy',
  planted_in: 'crdt',
  property: { type: 'check', name: 'escalation', verdict: 'FAIL', scene: overMesh(CROWDED) },
  // A value that was applied was preferred to the others, whatever is said of them besides.
  consequences: ['survival'],
  plant: (create, context) => {
    const sound = create(context);
    return changed(sound, { read: () => applied(sound.read()) });
  },
};

function applied(reading: Reading): Reading {
  const byField = new Map(reading.escalations.map((escalation) => [escalation.field, escalation]));
  const fields = reading.fields.map((field) => valueOf(byField.get(field.field)) ?? field);
  return { ...reading, fields };
}

function valueOf(escalation: Escalation | undefined): FieldReading | undefined {
  const first = escalation?.contenders[0];
  if (!escalation || !first) return undefined;
  const { agent_id, op_id, value } = first;
  return { field: escalation.field, kind: 'scalar', value, authors: [[agent_id, op_id]] };
}
