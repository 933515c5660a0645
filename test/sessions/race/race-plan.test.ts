import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/model/canonical.js';
import { planAgent } from '../../../src/sessions/race/race-plan.js';
import type { Act, ActOf, ActType } from '../../../src/sessions/race/turn-plan.js';

const OPTIONS = { seed: 3, sessions: 4, turns_per_agent: 60 };

function actsOf(seed: number, agents: number): readonly Act[] {
  return Array.from({ length: agents }, (_, agent) => planAgent({ ...OPTIONS, seed }, agent))
    .flatMap(({ turns }) => turns)
    .flatMap(({ acts }) => acts);
}

function ofType<T extends ActType>(acts: readonly Act[], type: T): readonly ActOf<T>[] {
  return acts.filter((act): act is ActOf<T> => act.type === type);
}

describe('the plan of a race', () => {
  it('is the same for the same seed and another for another', () => {
    expect(planAgent(OPTIONS, 5)).toEqual(planAgent(OPTIONS, 5));
    expect(planAgent({ ...OPTIONS, seed: 4 }, 5)).not.toEqual(planAgent(OPTIONS, 5));
    expect(planAgent(OPTIONS, 6).turns).not.toEqual(planAgent(OPTIONS, 5).turns);
  });

  it('visits every session, with holders of both kinds of liveness', () => {
    const plans = Array.from({ length: 12 }, (_, agent) => planAgent(OPTIONS, agent));
    const sessions = plans.flatMap(({ turns }) => turns.map(({ session_id }) => session_id));
    expect(new Set(sessions).size).toBe(OPTIONS.sessions);
    expect(new Set(plans.map(({ liveness }) => liveness)).size).toBe(2);
  });

  it('has every act in it', () => {
    const types = new Set(actsOf(1, 12).map(({ type }) => type));
    expect([...types].sort()).toEqual([
      'abandon',
      'cancel_input',
      'checkpoint',
      'claim_active_inputs',
      'claim_next_inputs',
      'claim_work',
      'commit',
      'commit_after_release',
      'commit_dying',
      'complete_half',
      'drain_commands',
      'enqueue_work',
      'haunt',
      'renew_lease',
      'submit_active_input',
      'submit_input',
      'take_lease',
    ]);
  });

  it('ends every turn in one of the ways to end one', () => {
    const endings = ['commit', 'commit_after_release', 'abandon', 'commit_dying'];
    const { turns } = planAgent(OPTIONS, 0);
    for (const { acts } of turns) {
      expect(acts.filter(({ type }) => endings.includes(type))).toEqual(acts.slice(-1));
    }
  });

  it('shares source keys between agents: equal content, and now and then another payload', () => {
    const drafts = ofType(actsOf(1, 12), 'submit_input').map(({ draft }) => draft);
    const contents = new Map<string, Set<string>>();
    for (const { source_key, target, payload } of drafts) {
      if (source_key === null) continue;
      const known = contents.get(source_key) ?? new Set<string>();
      contents.set(source_key, known.add(canonicalJson({ target: { ...target }, payload })));
    }
    const counts = [...contents.values()].map(({ size }) => size);
    expect(Math.max(...counts)).toBe(2);
    expect(drafts.length).toBeGreaterThan(3 * contents.size);
  });
});
