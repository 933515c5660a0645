// Whether two studies were asked the same on the same machine. What is under test (the tool, the packages,
// the strategies' code) may differ: those are listed apart.

import type { Manifest } from '../manifest.js';
import type { StudyDifference } from './study-comparison.js';

type Plain = Readonly<Record<string, unknown>>;

const MACHINE = [
  'os',
  'arch',
  'cpu_model',
  'cores',
  'memory_bytes',
  'cgroup_memory_limit_bytes',
  'cgroup_cpu_quota_cores',
  'node_version',
] as const;

/** The same machine tells some kilobytes more or less of itself after each start. */
const MEMORY_TOLERANCE = 0.01;

/**
 * What says nothing about how a repetition goes: what a study is called, how often it repeats, and what is
 * made of its results. Strategies, and with them their plug-ins, are what is compared; those that only one
 * study has are listed as cells. A seed is no exception: another seed means other writes.
 */
const NOT_SETTINGS: readonly string[] = [
  'study',
  'runs',
  'thresholds',
  'expect',
  'blobs',
  'strategies',
  'log_file',
];

/** Every difference of machine or settings; empty where the studies may be compared. */
export function differencesOf(base: Manifest, next: Manifest): readonly StudyDifference[] {
  return [...machineDifferences(base, next), ...settingDifferences(base, next)];
}

/** Every difference of what is under test. */
export function versionDifferences(base: Manifest, next: Manifest): readonly StudyDifference[] {
  return differing(versionsOf(base), versionsOf(next));
}

function machineDifferences(base: Manifest, next: Manifest): readonly StudyDifference[] {
  const [before, after] = [plain(base.environment), plain(next.environment)];
  const part = (environment: Plain): Plain =>
    Object.fromEntries(MACHINE.map((name) => [`environment.${name}`, environment[name] ?? null]));
  return differing(part(before), part(after)).filter(
    ({ what }) =>
      what !== 'environment.memory_bytes' || !isNear(before['memory_bytes'], after['memory_bytes']),
  );
}

function isNear(base: unknown, next: unknown): boolean {
  if (typeof base !== 'number' || typeof next !== 'number') return false;
  return Math.abs(next - base) <= MEMORY_TOLERANCE * base;
}

function settingDifferences(base: Manifest, next: Manifest): readonly StudyDifference[] {
  return differing(settingsOf(base), settingsOf(next));
}

function settingsOf({ study, seed, inputs }: Manifest): Plain {
  const settings = plain(study);
  const named = Object.entries(settings).filter(([name]) => !NOT_SETTINGS.includes(name));
  const log = inputs.find(({ path }) => path === settings['log_file']);
  return {
    ...Object.fromEntries(named.map(([name, value]) => [`study.${name}`, value])),
    'study.seed': seed,
    // A write log is the same wherever it lies, and another one once its content has changed.
    'study.log_file': log?.sha256 ?? settings['log_file'] ?? null,
  };
}

function versionsOf({ tool_version, tool_commit, environment, strategies }: Manifest): Plain {
  const packages = Object.entries(plain(plain(environment)['packages']));
  return {
    tool_version,
    tool_commit,
    ...Object.fromEntries(packages.map(([name, version]) => [`package ${name}`, version])),
    ...Object.fromEntries(strategies.map(({ name, version }) => [`strategy ${name}`, version])),
  };
}

function differing(base: Plain, next: Plain): readonly StudyDifference[] {
  const names = [...new Set([...Object.keys(base), ...Object.keys(next)])];
  return names
    .map((what) => ({ what, base: asText(base[what]), new: asText(next[what]) }))
    .filter((difference) => difference.base !== difference.new);
}

/** With the keys in order, so that the same settings are the same text. */
function asText(value: unknown): string {
  return JSON.stringify(value ?? null, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );
}

function plain(value: unknown): Plain {
  return typeof value === 'object' && value !== null ? (value as Plain) : {};
}
