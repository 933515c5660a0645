// The limits a container puts on memory and CPU, which the machine's own numbers do not show. Both
// versions of Linux control groups are read; a limit of any enclosing group binds, so all are looked at.

import { readText, type ReadText } from './text-file.js';

export interface CgroupLimits {
  /** The smallest memory limit that applies; null where there is none. */
  readonly memory_limit_bytes: number | null;
  /** What may still be used under that limit, counting file cache that can be dropped as free. */
  readonly memory_available_bytes: number | null;
  /** CPU time per time, 1.5 for one and a half cores; null where there is no quota. */
  readonly cpu_quota_cores: number | null;
}

interface MemoryLimit {
  readonly limit_bytes: number;
  readonly available_bytes: number;
}

/** Where a version keeps its groups and what it calls its files. */
interface Layout {
  readonly memory: Controller & {
    readonly limit: string;
    readonly usage: string;
    readonly reclaimable: string;
  };
  readonly cpu: Controller & {
    readonly quotaCores: (read: (name: string) => string | null) => number | null;
  };
}

export interface Controller {
  /** The name in /proc/self/cgroup: empty for the one hierarchy of version 2. */
  readonly name: string;
  readonly root: string;
}

const VERSION_2: Layout = {
  memory: {
    name: '',
    root: '/sys/fs/cgroup',
    limit: 'memory.max',
    usage: 'memory.current',
    reclaimable: 'inactive_file',
  },
  cpu: {
    name: '',
    root: '/sys/fs/cgroup',
    quotaCores: (read) => {
      const [quota, period] = (read('cpu.max') ?? '').trim().split(' ');
      return coresOf(quota, period);
    },
  },
};

const VERSION_1: Layout = {
  memory: {
    name: 'memory',
    root: '/sys/fs/cgroup/memory',
    limit: 'memory.limit_in_bytes',
    usage: 'memory.usage_in_bytes',
    reclaimable: 'total_inactive_file',
  },
  cpu: {
    name: 'cpu',
    root: '/sys/fs/cgroup/cpu',
    quotaCores: (read) =>
      coresOf(read('cpu.cfs_quota_us') ?? undefined, read('cpu.cfs_period_us') ?? undefined),
  },
};

/** Version 1 says "no limit" with the largest multiple of a page that fits in 63 bits. */
const NO_LIMIT_BYTES = 2 ** 62;

/** The limits on this process; all null outside Linux. */
export function readCgroupLimits(read: ReadText = readText): CgroupLimits {
  const layouts = [VERSION_2, VERSION_1];
  const memory = layouts.flatMap((layout) => memoryLimits(layout, read));
  const quotas = layouts.flatMap((layout) => cpuQuotas(layout, read));
  return {
    memory_limit_bytes: smallest(memory.map(({ limit_bytes }) => limit_bytes)),
    memory_available_bytes: smallest(memory.map(({ available_bytes }) => available_bytes)),
    cpu_quota_cores: smallest(quotas),
  };
}

function memoryLimits({ memory }: Layout, read: ReadText): readonly MemoryLimit[] {
  return groupsOf(memory, read).flatMap((group) => {
    const limit_bytes = wholeNumber(read(`${group}/${memory.limit}`));
    const used_bytes = wholeNumber(read(`${group}/${memory.usage}`));
    if (limit_bytes === null || limit_bytes >= NO_LIMIT_BYTES) return [];
    const stat = new RegExp(`^${memory.reclaimable} (\\d+)$`, 'm');
    const droppable_bytes = Number(stat.exec(read(`${group}/memory.stat`) ?? '')?.[1] ?? 0);
    const available_bytes = limit_bytes - Math.max((used_bytes ?? 0) - droppable_bytes, 0);
    return [{ limit_bytes, available_bytes: Math.max(available_bytes, 0) }];
  });
}

function cpuQuotas({ cpu }: Layout, read: ReadText): readonly number[] {
  return groupsOf(cpu, read)
    .map((group) => cpu.quotaCores((name) => read(`${group}/${name}`)))
    .filter((cores) => cores !== null);
}

/**
 * The folders of this process's group and those around it. A container may see its own group as the
 * root, under a path that exists only outside: folders that are not there have no files to read.
 */
export function groupsOf({ name, root }: Controller, read: ReadText): readonly string[] {
  const line = (read('/proc/self/cgroup') ?? '')
    .split('\n')
    .map((text) => /^\d+:([^:]*):(.*)$/.exec(text))
    .find((match) => match?.[1]?.split(',').includes(name));
  const parts = (line?.[2] ?? '').split('/').filter((part) => part !== '');
  return [...parts.keys(), parts.length].map((depth) => [root, ...parts.slice(0, depth)].join('/'));
}

function coresOf(quota_us: string | undefined, period_us: string | undefined): number | null {
  const [quota, period] = [wholeNumber(quota_us ?? null), wholeNumber(period_us ?? null)];
  return quota === null || period === null || period === 0 ? null : quota / period;
}

/** Null for what is no number: "max" and -1 both say that there is no limit. */
function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text.trim()) ? Number(text) : null;
}

function smallest(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.min(...values);
}
