import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ThreadsOption } from '../../../src/coordinator/study.js';
import { createProcessRunner } from '../../../src/coordinator/visits/process-runner.js';
import { VISIT_PROCESS } from '../../../src/coordinator/visits/visit-child.js';
import type { VisitContext } from '../../../src/coordinator/visits/visit-runner.js';
import { EXIT } from '../../../src/model/problem.js';
import {
  buildContext,
  entryIn,
  firstVisit,
  fixture,
  isAlive,
  poison,
  pluginStudy,
  runFirst,
  temporaryFolder,
} from './visit-context.js';

/** Where a process that is about to spin says who it is. */
function pidFile(): string {
  const file = join(temporaryFolder(), 'pid');
  vi.stubEnv('POISON_PID_FILE', file);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  return file;
}

async function pidIn(file: string): Promise<number> {
  await vi.waitFor(() => {
    expect(existsSync(file) && readFileSync(file, 'utf8')).toMatch(/^\d+$/);
  }, 20_000);
  return Number(readFileSync(file, 'utf8'));
}

describe('a visit in a process of its own', () => {
  it('comes to the result that it has in this one', async () => {
    const context = await buildContext({ seed: 7, runs: 2 });
    const { record, finals, evidence, stderr_tail } = await runFirst(
      createProcessRunner(context),
      context,
    );
    expect(record).toMatchObject({
      ...{ status: 'ok', verdict: 'FAIL', seed: 7, strategy: 'lww', agents: 2, threads: 1 },
      ...{ warnings: ['careful'], note: null },
    });
    expect(finals).toMatchObject([{ replicas: 2 }]);
    expect(existsSync(join(context.folder, evidence?.path ?? 'none'))).toBe(true);
    expect(stderr_tail).toBeNull();
  });

  it('works on threads of its own', async () => {
    const context = await buildContext({ threads: [{ type: 'count', count: 2 }], warmup: 1 });
    const { record } = await runFirst(createProcessRunner(context), context);
    expect(record).toMatchObject({ status: 'ok', threads: 2 });
  });

  it('is not ended by the signals of a terminal, which its parent gets too', async () => {
    const context = await buildContext(pluginStudy('ends-oddly.mjs', 'is asked to end'));
    const { record } = await runFirst(createProcessRunner(context), context);
    expect(record).toMatchObject({ status: 'ok', note: null });
  });

  it('counts once its result is delivered, even if its process then never ends', async () => {
    const context = await buildContext(pluginStudy('ends-oddly.mjs', 'hangs at exit'));
    const { record } = await runFirst(createProcessRunner(context), context);
    expect(record).toMatchObject({ status: 'ok', note: null });
  });

  it('never writes to our standard output', async () => {
    const context = await buildContext(pluginStudy('ends-oddly.mjs', 'talks'));
    const driver = spawnParent(context);
    const said: Buffer[] = [];
    driver.stdout.on('data', (piece: Buffer) => said.push(piece));
    expect(await once(driver, 'close')).toEqual([0, null]);
    expect(Buffer.concat(said).toString()).toBe('status ok\n');
  });
});

describe('input that cannot be used any more', () => {
  it('ends the study with the error and the exit code of the process', async () => {
    const log_file = join(temporaryFolder(), 'team.jsonl');
    writeFileSync(log_file, readFileSync(fixture('team.jsonl')));
    const context = await buildContext({ workloads: ['log'], log_file });
    rmSync(log_file);
    const run = createProcessRunner(context).run(firstVisit(context));
    await expect(run).rejects.toMatchObject({
      name: 'UserError',
      exit_code: EXIT.input_not_found,
      message: expect.stringContaining(log_file) as string,
    });
  });

  it('is a results folder that cannot be written to', async () => {
    const context = await buildContext();
    const folder = join(context.folder, 'a file');
    writeFileSync(folder, '');
    const run = createProcessRunner({ ...context, folder }).run(firstVisit(context));
    await expect(run).rejects.toMatchObject({ name: 'UserError', exit_code: EXIT.io });
  });

  it('is a machine that starts no process', async () => {
    const context = await buildContext();
    const options = { ...VISIT_PROCESS, node: join(context.folder, 'no interpreter') };
    const run = createProcessRunner(context, options).run(firstVisit(context));
    await expect(run).rejects.toMatchObject({
      exit_code: EXIT.resources,
      message: expect.stringMatching(/^cannot start a process .*ENOENT.*: clean_merge/) as string,
    });
  });
});

describe('an interrupt', () => {
  it('kills the process at once, comes to nothing and leaves nothing behind', async () => {
    const file = pidFile();
    const controller = new AbortController();
    const context = await buildContext({}, controller.signal);
    const running = createProcessRunner(context, poison('spins')).run(firstVisit(context));
    const pid = await pidIn(file);
    expect(isAlive(pid)).toBe(true);
    controller.abort();
    expect(await running).toEqual({ type: 'interrupted' });
    expect(isAlive(pid)).toBe(false);
  });

  it('that came before starts no process', async () => {
    const context = await buildContext({}, AbortSignal.abort());
    const options = poison('no-such-entry', { node: '/no/interpreter' });
    const end = await createProcessRunner(context, options).run(firstVisit(context));
    expect(end).toEqual({ type: 'interrupted' });
  });

  it('leaves no listener on the signal of the study', async () => {
    const context = await buildContext();
    const add = vi.spyOn(context.signal, 'addEventListener');
    const remove = vi.spyOn(context.signal, 'removeEventListener');
    entryIn(await createProcessRunner(context, poison('exits-at-once')).run(firstVisit(context)));
    expect(add).toHaveBeenCalledTimes(1);
    expect(remove.mock.calls[0]?.[1]).toBe(add.mock.calls[0]?.[1]);
  });
});

describe('a process whose parent is gone', () => {
  it.each<[string, ThreadsOption]>([
    ['on a thread', { type: 'count', count: 2 }],
    ['in its main thread', { type: 'inline' }],
  ])('ends itself, whatever hangs %s', async (_, threads) => {
    const file = pidFile();
    const context = await buildContext({
      ...pluginStudy('ends-oddly.mjs', 'hangs'),
      threads: [threads],
    });
    const driver = spawnParent(context);
    const pid = await pidIn(file);
    driver.kill('SIGKILL');
    await vi.waitFor(() => {
      expect(isAlive(pid)).toBe(false);
    }, 20_000);
  });
});

/** A process that executes the first visit of the study in a process of its own. */
function spawnParent({ study, folder }: VisitContext) {
  const script = fileURLToPath(fixture('poison/parent.mjs'));
  const order = JSON.stringify({ study, folder });
  return spawn(process.execPath, [script, order], { stdio: ['ignore', 'pipe', 'inherit'] });
}
