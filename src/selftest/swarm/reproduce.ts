// The command that executes a swarm seed again, for whoever wants to look at it.

import { reproduceCommand } from '../../coordinator/reproduce.js';
import type { Cell, Study } from '../../coordinator/study.js';
import { DEFAULT_TIMEOUT_S } from '../../coordinator/study.js';
import type { SwarmSetting } from './setting.js';

/** In a checkout of mergestorm; whatever the seed draws. */
export function soakCommand(seed: number): string {
  return `npm run soak -- --seed ${seed}`;
}

/**
 * The same by itself: every flag that the seed stands for. Races between shards in one thread cannot be asked
 * for, so that they are left to the soak.
 */
export function swarmCommand(setting: SwarmSetting): string {
  const { seed, scene } = setting;
  if (scene.exchange === 'racing' && scene.shards > 1) return soakCommand(seed);
  const cell = cellOf(setting);
  const study = studyOf(setting, cell);
  return reproduceCommand({ study, cell, seed, threads: 1, strategy: { name: setting.strategy } });
}

function cellOf({ strategy, scene }: SwarmSetting): Cell {
  const { topology, exchange, faults, workload } = scene;
  return {
    strategy: { type: 'built_in', name: strategy },
    workload: 'mixed',
    topology: topology.name,
    exchange,
    agents: workload.agents,
    threads: { type: 'simulated' },
    faults: faults?.text ?? 'none',
  };
}

/** A study of that one cell. */
function studyOf({ seed, scene }: SwarmSetting, cell: Cell): Study {
  const { rounds, writes_per_agent, mixed } = scene.workload;
  return {
    study: 'swarm',
    ...{ rounds, writes_per_agent, mixed, seed, terms: scene.terms },
    ...{ runs: 1, warmup: 0, log_file: null, git: null },
    strategies: [cell.strategy],
    workloads: [cell.workload],
    topologies: [cell.topology],
    exchanges: [cell.exchange],
    agents: [scene.workload.agents],
    threads: [cell.threads],
    faults: [cell.faults],
    model: { type: 'stub', latency_ms: 0 },
    timeout_ms: DEFAULT_TIMEOUT_S * 1_000,
    heap_limit_mb: null,
    memory_check: 'refuse',
  };
}
