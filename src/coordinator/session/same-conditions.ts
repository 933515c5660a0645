// A study is resumed only under the conditions it began under: results of two configurations, versions or
// machines in one folder would be a comparison that nobody asked for.

import type { Environment } from '../../metrics/environment.js';
import type { Tool } from '../../metrics/tool.js';
import { EXIT, UserError } from '../../model/problem.js';
import type { InputFile, Manifest } from '../../results/manifest.js';
import { differencesOf } from '../configuration/differences.js';

/** What a session runs on and with, as a manifest tells it. */
export interface Conditions {
  readonly tool: Tool;
  readonly study: object;
  readonly environment: Environment;
  readonly inputs: readonly InputFile[];
}

/** Of the environment what can change a number and does not change by itself, as free memory does. */
const FIXED_PARTS = [
  ...(['node_version', 'os', 'arch', 'cpu_model', 'cores', 'memory_bytes'] as const),
  ...(['cgroup_memory_limit_bytes', 'cgroup_cpu_quota_cores', 'packages'] as const),
] as const;

/** @throws UserError (exit 64) that names every difference between the folder and now. */
export function refuseDifferences(folder: string, manifest: Manifest, now: Conditions): void {
  const differences = differencesOf(conditionsOf(manifest), conditionsNow(now));
  if (differences.length === 0) return;
  throw new UserError(EXIT.usage, {
    what: 'cannot resume under other conditions',
    where: folder,
    remedy: `${differences.join('; ')}: restore what was, or start a new study`,
  });
}

function conditionsOf({ tool_version, tool_commit, study, environment, inputs }: Manifest): object {
  return { tool_version, tool_commit, study, environment: fixedPartsOf(environment), inputs };
}

function conditionsNow({ tool, study, environment, inputs }: Conditions): object {
  return {
    tool_version: tool.version,
    tool_commit: tool.commit,
    study,
    environment: fixedPartsOf(environment),
    inputs,
  };
}

function fixedPartsOf(environment: object): object {
  const parts = environment as Readonly<Record<string, unknown>>;
  return Object.fromEntries(FIXED_PARTS.map((name) => [name, parts[name] ?? null]));
}
