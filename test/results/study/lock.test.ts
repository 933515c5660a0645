import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { FolderLock } from '../../../src/results/study/lock.js';
import { lockFolder } from '../../../src/results/study/lock.js';
import { LockChild } from './lock-child.js';
import { problem } from './problem.js';
import { useTemporaryFolder } from './temporary-folder.js';

const folder = useTemporaryFolder();
const children: LockChild[] = [];

function child(folders: readonly string[], start = ''): LockChild {
  const started = new LockChild(folders, start);
  children.push(started);
  return started;
}

afterEach(async () => {
  await Promise.all(children.splice(0).map((one) => one.kill()));
});

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly started: string | null;
  readonly tool: string;
}

const holderFile = (path: string) => join(path, 'lock', readdirSync(join(path, 'lock'))[0] ?? '');
const holderOf = (path: string) => JSON.parse(readFileSync(holderFile(path), 'utf8')) as Holder;

function plantLock(path: string, content: string | Partial<Holder>): void {
  const us = { pid: process.pid, host: hostname(), started: null, tool: 'mergestorm 0' };
  mkdirSync(join(path, 'lock'), { recursive: true });
  const text = typeof content === 'string' ? content : JSON.stringify({ ...us, ...content });
  writeFileSync(join(path, 'lock', 'token'), text);
}

/** The number of a process that has ended, and has been waited for. */
async function deadPid(): Promise<number> {
  const gone = child([]);
  await gone.ready();
  await gone.kill();
  return gone.pid;
}

describe('a locked folder', () => {
  it('says who holds it', () => {
    const lock = lockFolder(folder.path);
    const { pid, host, tool } = holderOf(folder.path);
    expect({ pid, host }).toEqual({ pid: process.pid, host: hostname() });
    expect(tool).toMatch(/^mergestorm \d/);
    lock.release();
  });

  it('is refused to a second holder in the same process, until it is released', () => {
    const lock = lockFolder(folder.path);
    const own = problem(73, 'locked', folder.path, `process ${process.pid}`);
    expect(() => lockFolder(folder.path)).toThrow(own);
    lock.release();
    lock.release();
    expect(readdirSync(folder.path)).toEqual([]);
    lockFolder(folder.path).release();
  });

  it('is refused to another process, which names the holder', async () => {
    const holder = child([folder.path]);
    await holder.ready();
    expect(await holder.taken()).toEqual({ won: [folder.path], refused: [] });
    const refusal = problem(73, folder.path, `process ${holder.pid} `, 'wait for it to end');
    expect(() => lockFolder(folder.path)).toThrow(refusal);
    const second = child([folder.path]);
    await second.ready();
    expect(await second.taken()).toEqual({ won: [], refused: [73] });
    expect(readdirSync(folder.path)).toEqual(['lock']);
  });

  it('stays locked when an earlier holder releases it once more', () => {
    const first = lockFolder(folder.path);
    first.release();
    const second = lockFolder(folder.path);
    first.release();
    expect(() => lockFolder(folder.path)).toThrow(problem(73, folder.path));
    second.release();
  });
});

describe('a lock left behind', () => {
  it('by a process that was killed is taken over at once', async () => {
    const holder = child([folder.path]);
    await holder.ready();
    await holder.taken();
    await holder.kill();
    const lock = lockFolder(folder.path);
    expect(holderOf(folder.path).pid).toBe(process.pid);
    lock.release();
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('by a process whose number another one has now is taken over', () => {
    plantLock(folder.path, { started: 'an-earlier-boot/12' });
    lockFolder(folder.path).release();
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('by a process of which nothing but its number is known is respected while one has it', () => {
    plantLock(folder.path, { started: null });
    expect(() => lockFolder(folder.path)).toThrow(problem(73, `process ${process.pid}`));
  });

  it('on another machine is respected, because nobody can tell', async () => {
    plantLock(folder.path, { host: 'elsewhere', pid: await deadPid() });
    expect(() => lockFolder(folder.path)).toThrow(
      problem(73, folder.path, '"elsewhere"', join(folder.path, 'lock')),
    );
  });

  it('that nobody can read is respected, and named', () => {
    plantLock(folder.path, 'not JSON');
    expect(() => lockFolder(folder.path)).toThrow(
      problem(73, 'locked', join(folder.path, 'lock', 'token')),
    );
  });

  it('in preparation by a process that was killed is swept away', async () => {
    const prepared = join(folder.path, 'lock.left');
    mkdirSync(prepared);
    const holder = { pid: await deadPid(), host: hostname(), started: null, tool: 'mergestorm 0' };
    writeFileSync(join(prepared, 'left'), JSON.stringify(holder));
    lockFolder(folder.path).release();
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('is not taken over by one who found it dead just before another took it over', async () => {
    plantLock(folder.path, { pid: await deadPid() });
    const others: FolderLock[] = [];
    const overtaken = () => {
      const isGone = others.length === 0;
      if (isGone) others.push(lockFolder(folder.path));
      return isGone;
    };
    expect(() => lockFolder(folder.path, overtaken)).toThrow(problem(73, folder.path));
    expect(() => lockFolder(folder.path)).toThrow(problem(73, folder.path));
    expect(readdirSync(folder.path)).toEqual(['lock']);
  });

  it('is taken by one who found it living just before it was released', () => {
    const first = lockFolder(folder.path);
    const released = () => {
      first.release();
      return true;
    };
    lockFolder(folder.path, released);
    expect(() => lockFolder(folder.path)).toThrow(problem(73, folder.path));
  });

  it('is taken over by exactly one of many processes at once', async () => {
    const pid = await deadPid();
    const folders = Array.from({ length: 60 }, (_, index) => join(folder.path, String(index)));
    for (const path of folders) plantLock(path, { pid });
    const start = join(folder.path, 'start');
    const takers = Array.from({ length: 4 }, () => child(folders, start));
    for (const taker of takers) await taker.ready();
    writeFileSync(start, '');
    const taken = await Promise.all(takers.map((taker) => taker.taken()));
    const winners = taken.flatMap(({ won }) => won);
    expect(winners.toSorted()).toEqual(folders.toSorted());
    expect(new Set(taken.flatMap(({ refused }) => refused))).toEqual(new Set([73]));
  });
});

describe('a folder that cannot be locked', () => {
  it.each(['missing', 'file'])('because it is %s is an error that says so', (name) => {
    writeFileSync(join(folder.path, 'file'), '');
    expect(() => lockFolder(join(folder.path, name))).toThrow(problem(73, 'cannot create', name));
  });

  it('because a file stands where the lock would is left as it is', () => {
    writeFileSync(join(folder.path, 'lock'), 'mine');
    expect(() => lockFolder(folder.path)).toThrow(problem(73, 'cannot create', 'lock'));
    expect(readFileSync(join(folder.path, 'lock'), 'utf8')).toBe('mine');
    expect(readdirSync(folder.path)).toEqual(['lock']);
  });
});
