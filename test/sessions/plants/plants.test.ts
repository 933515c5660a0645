import { describe, expect, it } from 'vitest';
import { brokenIn, explore } from '../../../src/sessions/explore/explore.js';
import { interleave } from '../../../src/sessions/explore/interleaving.js';
import { PLANTS } from '../../../src/sessions/plants/registry.js';
import { openPlanted } from '../../../src/sessions/plants/planted-store.js';

describe.each(PLANTS.map((plant) => [plant.name, plant] as const))(
  'a store that %s',
  (_, plant) => {
    const { breaks, consequences, shown_by } = plant;
    const { violations } = explore(shown_by, openPlanted(plant));

    it('breaks the invariant that is there for it, and no other than it must', () => {
      const broken = violations.map(({ invariant }) => invariant);
      expect(broken.sort()).toEqual([breaks, ...consequences].sort());
    });

    it('does so again with the schedule that showed it', () => {
      for (const { invariant, message, schedule } of violations) {
        const again = interleave(shown_by, openPlanted(plant), schedule);
        expect(brokenIn(again)).toContainEqual({ invariant, message });
      }
    });
  },
);

describe.each(
  PLANTS.filter(({ how }) => how === 'stepwise').map((one) => [one.name, one] as const),
)('a store that %s', (_, plant) => {
  it('is right as long as nobody comes between', () => {
    const alone = { ...plant.shown_by, workers: plant.shown_by.workers.slice(0, 1) };
    const [first] = explore(plant.shown_by, openPlanted(plant)).violations;
    expect(explore(alone, openPlanted(plant)).violations).toEqual([]);
    expect(brokenIn(interleave(plant.shown_by, openPlanted(plant), []))).toEqual([]);
    expect(first?.found_at).toBeGreaterThan(1);
  });
});

describe('the planted bugs', () => {
  it('are those that session stores really have', () => {
    expect(PLANTS.map(({ name, breaks }) => [name, breaks])).toEqual([
      ['checks a lease, then sets it', 'one-live-holder'],
      ['commits without a check of the fence', 'fenced-commit'],
      ['reclaims without comparing the observed holder', 'one-reclaimer'],
      ['reuses a token after release', 'rising-fences'],
      ['clears a newer lease with a stale release', 'own-release'],
      ['claims rows without compare-and-set', 'claimed-once'],
      ['completes rows in another step than the state', 'refused-changes-nothing'],
      ['takes inputs of equal payload for one', 'ingress-once'],
      ['forgets the keys of completed inputs', 'ingress-once'],
      ['lets leases expire by the clock on the wall', 'one-live-holder'],
      ['takes a commit exactly at expiry', 'fenced-commit'],
      ['cancels an input that is claimed live', 'cancel-or-claim'],
    ]);
  });
});
