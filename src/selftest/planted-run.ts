// A repetition with a bug planted where it belongs, and all else as it is.

import type { ShardHost } from '../coordinator/shard-link.js';
import type { Strategy } from '../strategies/strategy.js';
import type { Check } from '../verdict/check.js';
import type { Judgement } from '../verdict/judgement.js';
import type { Surroundings } from './pipeline.js';
import { judgeRepetition } from './pipeline.js';
import type { CheckProperty, JudgeBug, LinkBug, PlantedBug } from './planted-bug.js';
import { withBug } from './planted-bug.js';

/** @throws ShardError where a replica throws. */
export function judgePlanted(
  bug: PlantedBug & { readonly property: CheckProperty },
  sound: Strategy,
  surroundings: Omit<Surroundings, 'scene'>,
): Promise<Judgement> {
  const { scene } = bug.property;
  const { checks } = surroundings;
  switch (bug.where) {
    case 'strategy':
      return judgeRepetition(withBug(sound, bug), { ...surroundings, scene });
    case 'link':
      return judgeRepetition(sound, { ...surroundings, scene, tamper: tamperWith(bug) });
    case 'judge':
      return judgeRepetition(sound, { ...surroundings, scene, checks: deceived(checks, bug) });
    case 'scene':
      return judgeRepetition(sound, { ...surroundings, scene });
  }
}

function tamperWith({ plant }: LinkBug): (host: ShardHost) => ShardHost {
  return (host) => ({
    threads: host.threads,
    open: () => {
      const group = host.open();
      return { ...group, links: group.links.map(plant) };
    },
    destroy: () => host.destroy(),
  });
}

function deceived(checks: readonly Check[], { plant }: JudgeBug): readonly Check[] {
  return checks.map((check) => ({
    ...check,
    examine: (examination) => check.examine(plant(examination)),
  }));
}
