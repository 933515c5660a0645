// What a result was measured on: enough to say why two machines differ, nothing that names a person.

import {
  arch,
  availableParallelism,
  cpus,
  loadavg,
  platform,
  release,
  totalmem,
  type,
} from 'node:os';
import { readAvailableMemoryBytes } from './available-memory.js';
import { readCgroupLimits } from './cgroup.js';
import { readText, type ReadText } from './text-file.js';
import { readPackageVersions, type PackageVersions } from './tool.js';

/** Plain JSON. Null: there is no such limit, or this machine does not say. */
export interface Environment {
  readonly node_version: string;
  readonly os: string;
  readonly arch: string;
  readonly cpu_model: string | null;
  /** Cores this process may use, as the operating system schedules it. */
  readonly cores: number;
  readonly memory_bytes: number;
  /** What could still be taken when this was read. */
  readonly memory_available_bytes: number;
  readonly cgroup_memory_limit_bytes: number | null;
  readonly cgroup_cpu_quota_cores: number | null;
  readonly packages: PackageVersions;
}

export function readEnvironment(read: ReadText = readText): Environment {
  const limits = readCgroupLimits(read);
  return {
    node_version: process.version,
    os: `${type()} ${release()}`,
    arch: arch(),
    cpu_model: cpus()[0]?.model ?? null,
    cores: availableParallelism(),
    memory_bytes: totalmem(),
    memory_available_bytes: readAvailableMemoryBytes(read),
    cgroup_memory_limit_bytes: limits.memory_limit_bytes,
    cgroup_cpu_quota_cores: limits.cpu_quota_cores,
    packages: readPackageVersions(),
  };
}

/** The load averages of 1, 5 and 15 minutes; null on Windows, which keeps none. */
export function readLoadAverage(): readonly number[] | null {
  return platform() === 'win32' ? null : loadavg();
}
