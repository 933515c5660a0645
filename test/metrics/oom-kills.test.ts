import { expect, it } from 'vitest';
import { readOomKills } from '../../src/metrics/oom-kills.js';

function readingOf(files: Readonly<Record<string, string>>) {
  return (path: string) => files[path] ?? null;
}

it('reads the count of the own control group, version 2', () => {
  const read = readingOf({
    '/proc/self/cgroup': '0::/user/job\n',
    '/sys/fs/cgroup/user/memory.events': 'oom_kill 9\n',
    '/sys/fs/cgroup/user/job/memory.events': 'low 0\noom 3\noom_kill 2\noom_group_kill 0\n',
  });
  expect(readOomKills(read)).toBe(2);
});

it('reads the count of the own control group, version 1', () => {
  const read = readingOf({
    '/proc/self/cgroup': '4:memory:/job\n0::/\n',
    '/sys/fs/cgroup/memory/job/memory.oom_control': 'oom_kill_disable 0\noom_kill 5\n',
  });
  expect(readOomKills(read)).toBe(5);
});

it('reads the group that a container shows as the root', () => {
  const read = readingOf({
    '/proc/self/cgroup': '0::/a/path/outside\n',
    '/sys/fs/cgroup/memory.events': 'oom_kill 1\n',
  });
  expect(readOomKills(read)).toBe(1);
});

it('knows nothing where nobody counts', () => {
  expect(readOomKills(readingOf({}))).toBeNull();
});
