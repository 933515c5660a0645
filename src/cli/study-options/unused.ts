// Options that nothing in the study would use are refused, not ignored: who gives one believes that it changes
// something. Which workload and which topology uses what is in their registries. The few that all commands and
// workloads share, which scripts give to all alike, are only told of: see warnings.ts.

import { findTopology, TOPOLOGY_NAMES } from '../../coordinator/topologies/registry.js';
import { findWorkload, WORKLOAD_NAMES } from '../../workloads/registry.js';
import type { Workload, WorkloadSetting } from '../../workloads/workload.js';
import type { Choice, NameOf } from './choice.js';
import { givenOf, isGiven, overrides, refuse } from './choice.js';
import type { CompleteOptions } from './defaults.js';
import type { Fault } from './fault.js';
import type { OptionName } from './schema.js';

interface Use {
  readonly option: OptionName;
  /** The option that decides whether anything uses it. */
  readonly by: OptionName;
  readonly isUsed: (options: CompleteOptions) => boolean;
  /** What to give so that it is used. */
  readonly remedy: (name: NameOf) => string;
}

const SETTINGS = [
  ['mixed', 'mixed'],
  ['log', 'log_file'],
  ...(['repo', 'git_days', 'git_hot', 'git_causality', 'git_commit'] as const).map(
    (option) => [option, 'git'] as const,
  ),
] as const satisfies readonly (readonly [OptionName, WorkloadSetting])[];

const USES: readonly Use[] = [
  ...SETTINGS.map(([option, setting]) =>
    usedBy(
      'workloads',
      option,
      workloadsThat(({ settings }) => settings.includes(setting)),
    ),
  ),
  usedBy(
    'topologies',
    'fan_out',
    TOPOLOGY_NAMES.filter((name) => findTopology(name)?.uses_fan_out),
  ),
  {
    option: 'arrivals',
    by: 'rate',
    isUsed: ({ rate }) => rate !== undefined,
    remedy: (name) => `give ${name('rate')} too`,
  },
];

/** @throws UserError (exit 64) for the first option given that changes nothing. */
export function refuseUnused(choice: Choice): void {
  for (const { option, by, isUsed, remedy } of USES) {
    if (!isGiven(choice, option) || isUsed(choice.options)) continue;
    // A flag may put another workload in the place of the file's, and the file still speak of its own.
    if (overrides(choice, by, option)) continue;
    const path = pathOf(choice, option);
    if (path === null) continue;
    refuse(choice, option, {
      path,
      remedy: (name) => `${remedy(name)}, or leave it out: nothing uses it`,
    });
  }
}

function workloadsThat(takes: (workload: Workload) => boolean): readonly string[] {
  return WORKLOAD_NAMES.filter((name) => {
    const workload = findWorkload(name);
    return workload !== undefined && takes(workload);
  });
}

function usedBy(by: 'workloads' | 'topologies', option: OptionName, users: readonly string[]): Use {
  return {
    option,
    by,
    isUsed: (options) => options[by].some((name) => users.includes(name)),
    remedy: (name) => `add ${anyOf(users)} to ${name(by)}`,
  };
}

/** Of a group the first that was given; null where it is empty. */
function pathOf(choice: Choice, option: OptionName): Fault['path'] | null {
  const value = givenOf(choice, option);
  if (typeof value !== 'object' || Array.isArray(value)) return [option];
  const [part] = Object.keys(value);
  return part === undefined ? null : [option, part];
}

function anyOf(names: readonly string[]): string {
  return names.length > 1 ? `one of ${names.join(', ')}` : names.join();
}
