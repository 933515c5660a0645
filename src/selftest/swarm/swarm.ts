// Many swarm seeds one after the other, and what they came to.

import type { Check } from '../../verdict/check.js';
import { swarmCommand } from './reproduce.js';
import { drawSetting } from './setting.js';
import type { IdleCause } from './swarm-seed.js';
import { IDLE_CAUSES, trySwarmSeed } from './swarm-seed.js';

export interface SwarmAlarm {
  readonly seed: number;
  readonly strategy: string;
  readonly reason: string;
  /** The command that shows it again. */
  readonly reproduce: string;
}

export interface SwarmReport {
  /** How many were tried. */
  readonly seeds: number;
  readonly passed_count: number;
  /** By the check that was left undecided by chance: nothing was wrong, and less than was drawn was tested. */
  readonly idle_counts: Readonly<Record<IdleCause, number>>;
  readonly alarms: readonly SwarmAlarm[];
}

export interface SwarmOptions {
  readonly seeds: Iterable<number>;
  /** Names of the strategies that are expected to pass. */
  readonly strategies: readonly string[];
  readonly checks: readonly Check[];
  /** Called before each seed with all that is known so far; no further seed is tried once it says `stop`. */
  readonly onSeed?: (seed: number, sofar: SwarmReport) => 'go_on' | 'stop';
}

export async function runSwarm(options: SwarmOptions): Promise<SwarmReport> {
  const { seeds, strategies, checks, onSeed = () => 'go_on' } = options;
  const count = new SwarmCount();
  for (const seed of seeds) {
    if (onSeed(seed, count.report()) === 'stop') break;
    const setting = drawSetting(seed, strategies);
    const end = await trySwarmSeed(setting, checks);
    if (end.type === 'passed') count.passed += 1;
    if (end.type === 'idle') count.idle[end.cause] += 1;
    if (end.type !== 'alarm') continue;
    const { strategy } = setting;
    count.alarms.push({ seed, strategy, reason: end.reason, reproduce: swarmCommand(setting) });
  }
  return count.report();
}

class SwarmCount {
  passed = 0;
  readonly idle: Record<IdleCause, number> = { faults: 0, contention: 0 };
  readonly alarms: SwarmAlarm[] = [];

  report(): SwarmReport {
    const idle = IDLE_CAUSES.reduce((sum, cause) => sum + this.idle[cause], 0);
    return {
      seeds: this.passed + idle + this.alarms.length,
      passed_count: this.passed,
      idle_counts: { ...this.idle },
      alarms: [...this.alarms],
    };
  }
}
