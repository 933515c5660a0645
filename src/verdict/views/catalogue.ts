// Everything that was issued, numbered as the oracle numbers it, with the unit that each write travels in.

import type { Write } from '../../model/write.js';
import type { Contribution } from '../contribution.js';
import { numbered } from '../field-history.js';
import { groupBy } from '../grouping.js';
import type { Chronicle } from '../knowledge/chronicle.js';
import { unitLookup } from '../knowledge/chronicle.js';
import type { Ledger } from '../ledger.js';

/** One write that was issued. */
export interface Issued {
  readonly write: Write;
  /** Index of its field, in the order of first writes. */
  readonly field: number;
  readonly unit: number;
  /** Among its agent's writes of the round. */
  readonly index: number;
  readonly contributions: readonly Contribution[];
}

export interface Catalogue {
  /** Field by field within a round, round by round. */
  readonly issued: readonly Issued[];
  /** At the index that is its id. */
  readonly contributions: readonly Contribution[];
  /** Per unit, its scalar writes in program order. */
  readonly scalars: readonly (readonly Issued[])[];
}

export function catalogueOf({ rounds }: Ledger, chronicle: Chronicle): Catalogue {
  const unitOf = unitLookup(chronicle);
  const contributions: Contribution[] = [];
  const fields = new Map<string, number>();
  const issued: Issued[] = [];
  rounds.forEach((writesPerAgent, round) => {
    const number = (text: string, write: Write): Contribution => {
      const contribution = { id: contributions.length, text, write, round };
      contributions.push(contribution);
      return contribution;
    };
    const located = writesPerAgent.flatMap((writes, agent_index) =>
      writes.map((write, index) => ({ write, index, unit: unitOf(round, agent_index, index) })),
    );
    for (const [field, written] of groupBy(located, ({ write }) => write.field)) {
      const field_index = fields.get(field) ?? fields.size;
      fields.set(field, field_index);
      for (const one of written) {
        const own = numbered(one.write, number);
        issued.push({ ...one, field: field_index, contributions: own });
      }
    }
  });
  return { issued, contributions, scalars: scalarsByUnit(issued, chronicle.units.length) };
}

function scalarsByUnit(issued: readonly Issued[], units: number): readonly (readonly Issued[])[] {
  const scalars = Array.from({ length: units }, (): Issued[] => []);
  for (const one of issued) if (one.write.kind === 'scalar') scalars[one.unit]?.push(one);
  for (const own of scalars) own.sort((left, right) => left.write.op_id - right.write.op_id);
  return scalars;
}
