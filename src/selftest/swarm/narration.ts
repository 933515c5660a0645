// What is said of swarm seeds while they are tried, and in the end. Text of records is made harmless.

import { faultPlanOf } from '../../coordinator/faults/plan-of.js';
import { printable } from '../../model/quote.js';
import { agentName } from '../../model/agent.js';
import { soakCommand, swarmCommand } from './reproduce.js';
import type { SwarmSetting } from './setting.js';
import type { SwarmEnd } from './swarm-seed.js';
import type { SwarmAlarm, SwarmReport } from './swarm.js';
import { counted } from '../../model/wording.js';

/** What the seed draws, its faults included, the command that executes it, and what it came to. */
export function tellSetting(setting: SwarmSetting): string {
  const { seed, strategy, scene } = setting;
  const { workload, topology, exchange, terms, shards, faults } = scene;
  const { agents, rounds, writes_per_agent } = workload;
  const names = Array.from({ length: agents }, (_, index) => agentName(index, agents));
  const plan = faultPlanOf({ faults, seed, script: { agents: names } });
  return [
    `seed ${seed}: ${strategy}, ${agents} agents x ${rounds} rounds x ${writes_per_agent} writes`,
    `  over ${topology.name}, ${exchange}, ${shards} shards, ${JSON.stringify(terms)}`,
    `  faults: ${plan.faults.join(',')}`,
    `  ${swarmCommand(setting)}`,
  ].join('\n');
}

export function tellEnd(end: SwarmEnd): string {
  return end.type === 'passed' ? '  passed' : `  ${end.type}: ${printable(end.reason)}`;
}

export function tellAlarm({ seed, strategy, reason, reproduce }: SwarmAlarm): string {
  const commands = new Set([soakCommand(seed), reproduce]);
  return [
    `alarm: seed ${seed}, ${strategy}: ${printable(reason)}`,
    ...[...commands].map((command) => `  ${command}`),
  ].join('\n');
}

/** Seeds that tested less than they drew are said apart: they are no alarm, and no proof. */
export function tellReport({ seeds, passed_count, idle_counts, alarms }: SwarmReport): string {
  const { faults, contention } = idle_counts;
  const idle = `${faults} where a fault struck nothing, ${contention} where nothing contended`;
  return `${counted(alarms.length, 'alarm')} on ${counted(seeds, 'swarm seed')} (${passed_count} passed, ${idle})`;
}
