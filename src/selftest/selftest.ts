// The selftest: what is planted must be caught, by the property that is there for it, and nothing else may
// alarm. It answers whether a PASS or a FAIL of this tool, on this machine, means anything.

import type { ExitCode } from '../model/problem.js';
import { EXIT } from '../model/problem.js';
import { loadStrategy } from '../strategies/load.js';
import { MERGING_STRATEGY_NAMES } from '../strategies/registry.js';
import type { Strategy } from '../strategies/strategy.js';
import type { Check } from '../verdict/check.js';
import { CHECKS } from '../verdict/checks/registry.js';
import { detectBlinding, detectBreaking } from './broken-checks.js';
import { PLANTED_BUGS } from './bugs/registry.js';
import type { Alarm } from './clean-seeds.js';
import { alarmOn } from './clean-seeds.js';
import type { Detection, Trap } from './detection.js';
import { detect } from './detection.js';
import type { PlantedBug } from './planted-bug.js';
import type { SessionSelftestOptions, SessionSelftestReport } from './sessions/session-selftest.js';
import { countTroubles, runSessionSelftest } from './sessions/session-selftest.js';
import type { SwarmReport } from './swarm/swarm.js';
import { runSwarm } from './swarm/swarm.js';

/** Each planted bug is tried on these: one seed could catch it by luck. */
const PLANTED_SEEDS = [1, 2, 3];

/** A sample: `npm run soak` tries a thousand and more. */
export const DEFAULT_SWARM_SEEDS = 60;

export interface SelftestOptions {
  /** Clean seeds are 1 to this number. */
  readonly clean_seeds: number;
  /** Swarm seeds are 1 to this number; {@link DEFAULT_SWARM_SEEDS} where left out. */
  readonly swarm_seeds?: number;
  /** Every check where left out. */
  readonly checks?: readonly Check[];
  /** Every planted bug where left out. */
  readonly bugs?: readonly PlantedBug[];
  /** What is planted in the session store and explored of it. */
  readonly sessions?: SessionSelftestOptions;
  /** Called before each step with what it is, for people. */
  readonly onStep?: (step: string) => void;
}

export interface SelftestReport {
  readonly detections: readonly Detection[];
  readonly clean: CleanReport;
  readonly swarm: SwarmReport;
  readonly sessions: SessionSelftestReport;
}

export interface CleanReport {
  readonly seeds: number;
  /** Names of the strategies that are expected to pass. */
  readonly strategies: readonly string[];
  /** One per seed and strategy at most. */
  readonly alarms: readonly Alarm[];
}

export async function runSelftest(options: SelftestOptions): Promise<SelftestReport> {
  const { clean_seeds, checks = CHECKS, bugs = PLANTED_BUGS, onStep = () => undefined } = options;
  const detections = await detectAll(bugs, { seeds: PLANTED_SEEDS, checks }, onStep);
  const sessions = runSessionSelftest(options.sessions ?? {}, onStep);
  const clean = await tryCleanSeeds(clean_seeds, checks, onStep);
  const swarm = await trySwarmSeeds(options.swarm_seeds ?? DEFAULT_SWARM_SEEDS, checks, onStep);
  return { detections, clean, swarm, sessions };
}

async function detectAll(
  bugs: readonly PlantedBug[],
  trap: Trap,
  onStep: (step: string) => void,
): Promise<readonly Detection[]> {
  const detections: Detection[] = [];
  for (const bug of bugs) {
    onStep(`planted: ${bug.name}`);
    detections.push(await detect(bug, trap));
  }
  onStep('planted: broken checks');
  detections.push(await detectBreaking(trap), await detectBlinding(bugs, trap));
  return detections;
}

async function tryCleanSeeds(
  seeds: number,
  checks: readonly Check[],
  onStep: (step: string) => void,
): Promise<CleanReport> {
  const strategies = await soundStrategies();
  const alarms: Alarm[] = [];
  for (let seed = 1; seed <= seeds; seed += 1) {
    onStep(`clean seed ${seed} of ${seeds}`);
    for (const strategy of strategies) {
      const alarm = await alarmOn(strategy, seed, checks);
      if (alarm) alarms.push(alarm);
    }
  }
  return { seeds, strategies: strategies.map(({ name }) => name), alarms };
}

async function trySwarmSeeds(
  count: number,
  checks: readonly Check[],
  onStep: (step: string) => void,
): Promise<SwarmReport> {
  return runSwarm({
    seeds: Array.from({ length: count }, (_, index) => index + 1),
    strategies: await soundNames(),
    checks,
    onSeed: (seed) => {
      onStep(`swarm seed ${seed} of ${count}`);
      return 'go_on';
    },
  });
}

/** The built-in strategies that merge and are expected to pass. */
export async function soundNames(): Promise<readonly string[]> {
  return (await soundStrategies()).map(({ name }) => name);
}

async function soundStrategies(): Promise<readonly Strategy[]> {
  const all = MERGING_STRATEGY_NAMES.map((name) => loadStrategy({ type: 'built_in', name }));
  return (await Promise.all(all)).filter(({ expectation }) => expectation === 'pass');
}

/** A single escape or alarm, and the verdicts of this tool are in doubt. */
export function exitCodeOfSelftest(report: SelftestReport): ExitCode {
  const { detections, clean, swarm, sessions } = report;
  const alarms = clean.alarms.length + swarm.alarms.length + countTroubles(sessions);
  return detections.every(isCaught) && alarms === 0 ? EXIT.ok : EXIT.check_failed;
}

export function isCaught({ escapes }: Detection): boolean {
  return escapes.length === 0;
}
