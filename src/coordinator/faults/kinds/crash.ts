import { deriveSeed } from '../../../model/random.js';
import type { ChanceOrOne } from '../arguments/chance.js';
import { CHANCE_OR_ONE } from '../arguments/chance.js';
import { bad } from '../arguments/argument.js';
import { TARGETS, chooseTargets } from '../arguments/targets.js';
import type { Targets } from '../arguments/targets.js';
import type { Window } from '../arguments/window.js';
import { WINDOW, covers } from '../arguments/window.js';
import { spokenWord } from '../arguments/word.js';
import { defineFault } from '../define-fault.js';
import { threshold } from '../edge-chance.js';
import type { AgentStriker, Place } from '../fault.js';
import { hash32 } from '../hash.js';
import type { Manner, MannerName } from './crash-manners.js';
import { MANNERS, MANNER_NAMES } from './crash-manners.js';

interface CrashValues {
  readonly chance: ChanceOrOne;
  readonly manner: MannerName;
  readonly targets: Targets;
  readonly window: Window | null;
}

/** Agents lose their replica and begin again. */
export const crash = defineFault({
  name: 'crash',
  summary: 'agents lose their replica and restart: before_export, after_export or stale',
  example: 'crash=one:before_export@1',
  effect: 'restarted',
  grammar: {
    chance: CHANCE_OR_ONE,
    manner: spokenWord(MANNER_NAMES, 'before_export'),
    targets: TARGETS,
    window: WINDOW,
  },
  refuse: ({ chance, manner, targets, window }) => {
    if (chance.type === 'one' && targets !== 'all') {
      return bad(`one is one agent already, not ${targets}`, 'leave one of them out');
    }
    const { first_pass } = MANNERS[manner];
    if (window !== null && window.stop < first_pass) {
      return bad(
        `${manner} cannot happen before pass ${first_pass}: there is no checkpoint that old`,
        `begin at @${first_pass} or later`,
      );
    }
    return null;
  },
  plant: (values, place) => {
    const { chance } = values;
    return chance.type === 'one'
      ? crashOne(values, place)
      : crashByChance(chance.millionths, values, place);
  },
  draw: (random) =>
    `crash=one:${MANNER_NAMES[random.integer(0, 1)] ?? 'before_export'}@${random.integer(0, 2)}`,
});

/** One agent, once: in a pass of the window, or as early as can be. */
function crashOne({ manner, window }: CrashValues, { seed, agents }: Place): AgentStriker {
  const { first_pass } = MANNERS[manner];
  const start = Math.max(first_pass, window?.start ?? first_pass);
  const passes = 1 + (window?.stop ?? start) - start;
  const at = start + (hash32(deriveSeed(seed, 'pass'), 0) % passes);
  const agent_index = hash32(deriveSeed(seed, 'agent'), 0) % agents;
  const crashIt = crashIn(manner, seed);
  return {
    type: 'agents',
    last_pass: window?.stop ?? at,
    idle_reason: `the exchange ended before pass ${at}, in which the agent was to crash`,
    crashes: (pass) => (pass === at ? [crashIt(pass, agent_index)] : []),
  };
}

function crashByChance(
  millionths: number,
  { manner, targets, window }: CrashValues,
  { seed, agents }: Place,
): AgentStriker {
  const strikes = threshold(millionths);
  const strikeSeed = deriveSeed(seed, 'strike');
  const isTarget = chooseTargets(targets, { seed: deriveSeed(seed, 'targets'), agents });
  const everyone = Array.from({ length: agents }, (_, agent_index) => agent_index);
  const victims = everyone.filter((agent_index) => isTarget(agent_index));
  const crashIt = crashIn(manner, seed);
  return {
    type: 'agents',
    last_pass: window?.stop ?? null,
    idle_reason: 'too improbable for so few agents and passes, or its passes never came',
    crashes: (pass) => {
      if (pass < MANNERS[manner].first_pass || !covers(window, pass)) return [];
      const struck = victims.filter((victim) => hash32(strikeSeed, pass, victim) < strikes);
      return struck.map((agent_index) => crashIt(pass, agent_index));
    },
  };
}

function crashIn(name: MannerName, seed: number) {
  const { moment, identity, checkpoint }: Manner = MANNERS[name];
  const ageSeed = deriveSeed(seed, 'age');
  return (pass: number, agent_index: number) => ({
    agent_index,
    moment,
    identity,
    checkpoint_pass: checkpoint(pass, hash32(ageSeed, pass, agent_index)),
  });
}
