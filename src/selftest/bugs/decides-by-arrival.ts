import type { StateBlob } from '../../model/blob.js';
import { canonicalJson } from '../../model/canonical.js';
import type { Contender, Reading } from '../../model/reading.js';
import type { Candidate, Conflict } from '../../strategies/model.js';
import type { StrategyBug } from '../planted-bug.js';
import { changed } from '../planted-bug.js';
import { overMesh } from '../scene.js';
import { CROWDED } from '../workload-shape.js';

/** Decides a conflict for the value that was there first, which is another one at every replica. */
export const decidesByArrival: StrategyBug = {
  name: 'breaks ties by order of arrival',
  where: 'strategy',
  planted_in: 'transactional',
  property: { type: 'check', name: 'convergence', verdict: 'FAIL', scene: overMesh(CROWDED) },
  plant: (create, context) => {
    const arrived = new Set([context.agent_id]);
    const sound = create({ ...context, model: (conflict) => firstArrived(conflict, arrived) });
    const authorsIn = (blob: StateBlob): readonly string[] => {
      const scout = create(context);
      void scout.import([blob]);
      const authors = authorsOf(scout.read());
      scout.dispose();
      return authors;
    };
    return changed(sound, {
      import: (blobs) => {
        for (const author of blobs.flatMap(authorsIn)) arrived.add(author);
        return sound.import(blobs);
      },
    });
  },
};

/** The candidate of the contender whose writes this replica met before those of all others. */
function firstArrived({ candidates, contenders }: Conflict, arrived: ReadonlySet<string>): number {
  const order = [...arrived];
  const first = contenders.reduce((known, other) =>
    order.indexOf(other.agent_id) < order.indexOf(known.agent_id) ? other : known,
  );
  return candidates.findIndex((candidate) => spell(candidate) === spell(first));
}

function spell({ kind, value }: Candidate | Contender): string {
  return canonicalJson([kind, value]);
}

function authorsOf({ fields, escalations }: Reading): readonly string[] {
  const authors = fields.flatMap((field) => {
    switch (field.kind) {
      case 'scalar':
        return field.authors;
      case 'grow_set':
        return field.authors.flat();
      case 'append_text':
        return field.spans.map(({ author }) => author);
      case 'escalated':
        return [];
    }
  });
  const contenders = escalations.flatMap((escalation) => escalation.contenders);
  return [...authors.map(([agent]) => agent), ...contenders.map(({ agent_id }) => agent_id)];
}
