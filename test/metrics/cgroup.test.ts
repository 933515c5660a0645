import { describe, expect, it } from 'vitest';
import { readAvailableMemoryBytes } from '../../src/metrics/available-memory.js';
import { readCgroupLimits } from '../../src/metrics/cgroup.js';
import type { ReadText } from '../../src/metrics/text-file.js';

const MIB = 2 ** 20;
const NOTHING = { memory_limit_bytes: null, memory_available_bytes: null, cpu_quota_cores: null };

function files(contents: Readonly<Record<string, string>>): ReadText {
  return (path) => contents[path] ?? null;
}

describe('control groups, version 2', () => {
  const group = '/sys/fs/cgroup/app.slice/job';

  it('limit memory and CPU', () => {
    const read = files({
      '/proc/self/cgroup': '0::/app.slice/job\n',
      [`${group}/memory.max`]: `${512 * MIB}\n`,
      [`${group}/memory.current`]: `${200 * MIB}\n`,
      [`${group}/memory.stat`]: `anon 1\ninactive_file ${50 * MIB}\nactive_file 7\n`,
      [`${group}/cpu.max`]: '150000 100000\n',
    });
    expect(readCgroupLimits(read)).toEqual({
      memory_limit_bytes: 512 * MIB,
      memory_available_bytes: 362 * MIB,
      cpu_quota_cores: 1.5,
    });
  });

  it('do not limit what is said to be "max"', () => {
    const read = files({
      '/proc/self/cgroup': '0::/app.slice/job\n',
      [`${group}/memory.max`]: 'max\n',
      [`${group}/memory.current`]: '1\n',
      [`${group}/cpu.max`]: 'max 100000\n',
    });
    expect(readCgroupLimits(read)).toEqual(NOTHING);
  });

  it('bind through the group around this one, and the tightest binds', () => {
    const read = files({
      '/proc/self/cgroup': '0::/app.slice/job\n',
      [`${group}/memory.max`]: `${512 * MIB}\n`,
      [`${group}/memory.current`]: `${100 * MIB}\n`,
      '/sys/fs/cgroup/app.slice/memory.max': `${600 * MIB}\n`,
      '/sys/fs/cgroup/app.slice/memory.current': `${590 * MIB}\n`,
      '/sys/fs/cgroup/app.slice/cpu.max': '50000 100000\n',
    });
    expect(readCgroupLimits(read)).toEqual({
      memory_limit_bytes: 512 * MIB,
      memory_available_bytes: 10 * MIB,
      cpu_quota_cores: 0.5,
    });
  });

  it('are found at the root where a container sees only its own group', () => {
    const read = files({
      '/proc/self/cgroup': '0::/\n',
      '/sys/fs/cgroup/memory.max': `${64 * MIB}\n`,
      '/sys/fs/cgroup/memory.current': `${65 * MIB}\n`,
    });
    expect(readCgroupLimits(read)).toMatchObject({
      memory_limit_bytes: 64 * MIB,
      memory_available_bytes: 0,
    });
  });
});

describe('control groups, version 1', () => {
  const cgroup = '12:memory:/docker/abc\n4:cpu,cpuacct:/docker/abc\n1:name=systemd:/x\n0::/\n';

  it('limit memory and CPU, also where the path exists only outside the container', () => {
    const read = files({
      '/proc/self/cgroup': cgroup,
      '/sys/fs/cgroup/memory/memory.limit_in_bytes': `${256 * MIB}\n`,
      '/sys/fs/cgroup/memory/memory.usage_in_bytes': `${100 * MIB}\n`,
      '/sys/fs/cgroup/memory/memory.stat': `inactive_file 1\ntotal_inactive_file ${20 * MIB}\n`,
      '/sys/fs/cgroup/cpu/docker/abc/cpu.cfs_quota_us': '250000\n',
      '/sys/fs/cgroup/cpu/docker/abc/cpu.cfs_period_us': '100000\n',
    });
    expect(readCgroupLimits(read)).toEqual({
      memory_limit_bytes: 256 * MIB,
      memory_available_bytes: 176 * MIB,
      cpu_quota_cores: 2.5,
    });
  });

  it('do not limit by the number that stands for no limit', () => {
    const read = files({
      '/proc/self/cgroup': cgroup,
      '/sys/fs/cgroup/memory/memory.limit_in_bytes': '9223372036854771712\n',
      '/sys/fs/cgroup/cpu/cpu.cfs_quota_us': '-1\n',
      '/sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000\n',
    });
    expect(readCgroupLimits(read)).toEqual(NOTHING);
  });
});

describe('a machine without control groups', () => {
  it('has no limits', () => {
    expect(readCgroupLimits(() => null)).toEqual(NOTHING);
  });
});

describe('available memory', () => {
  const meminfo = 'MemTotal:  8192 kB\nMemFree:  1 kB\nMemAvailable:   4096 kB\n';

  it('is what the kernel says can still be had', () => {
    expect(readAvailableMemoryBytes(files({ '/proc/meminfo': meminfo }))).toBe(4 * MIB);
  });

  it('is no more than the container may still take', () => {
    const read = files({
      '/proc/meminfo': meminfo,
      '/proc/self/cgroup': '0::/\n',
      '/sys/fs/cgroup/memory.max': `${3 * MIB}\n`,
      '/sys/fs/cgroup/memory.current': `${MIB}\n`,
    });
    expect(readAvailableMemoryBytes(read)).toBe(2 * MIB);
  });

  it('is the free memory of the machine where the kernel gives no estimate', () => {
    expect(readAvailableMemoryBytes(() => null)).toBeGreaterThan(0);
  });
});
