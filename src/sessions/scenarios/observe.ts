// What can be seen of a session through the interface alone: what a phase expects of it afterwards, and whether a
// refused call has left all of it as it was.

import type { Json } from '../../model/json.js';
import type { Expected } from './phase.js';
import type { Stage } from './stage.js';
import { expectSame } from './unmet.js';

/** @throws Unmet where the session does not show what is expected */
export async function expectShown(stage: Stage, expected: Expected): Promise<void> {
  const { classes, queue, pending, pending_elsewhere: elsewhere } = expected;
  if (classes) expectSame('work of the classes', await classesOf(stage), classes);
  if (queue) expectSame('the queue', await queueOf(stage), queue);
  if (pending) expectSame('the pending inputs', await pendingOf(stage, stage), pending);
  if (elsewhere === undefined) return;
  const what = `the pending inputs of session ${elsewhere.session_id}`;
  expectSame(what, await pendingOf(stage, elsewhere), elsewhere.aliases);
}

/** Everything that the interface tells of a session. */
export async function snapshotOf(stage: Stage): Promise<Readonly<Record<string, Json>>> {
  const { session_id } = stage;
  return plainJson({
    lease: await stage.take('inspectLease', { session_id }),
    open_work: await stage.take('openWork', { session_id }),
    pending_inputs: await stage.take('pendingInputs', { session_id }),
    state: await stage.take('readState', { session_id }),
  });
}

/** @throws Unmet where anything of the session is not as it was */
export async function expectUnchanged(
  stage: Stage,
  before: Readonly<Record<string, Json>>,
): Promise<void> {
  for (const [part, value] of Object.entries(await snapshotOf(stage))) {
    expectSame(`${part} unchanged by a refused call:`, value, before[part] ?? null);
  }
}

async function classesOf(stage: Stage): Promise<readonly string[]> {
  const open = await stage.take('openWork', { session_id: stage.session_id });
  return open.map(({ work }) => work.subject.class);
}

async function queueOf(stage: Stage): Promise<readonly string[]> {
  const open = await stage.take('openWork', { session_id: stage.session_id });
  return open.map(({ work }) => stage.aliases.ofWork(work));
}

async function pendingOf(
  stage: Stage,
  { session_id }: { readonly session_id: string },
): Promise<readonly string[]> {
  const inputs = await stage.take('pendingInputs', { session_id });
  return inputs.map((input) => stage.aliases.ofInput(input));
}

/** Answers are plain data; that their types have names is no matter here. */
function plainJson(value: object): Readonly<Record<string, Json>> {
  return JSON.parse(JSON.stringify(value)) as Readonly<Record<string, Json>>;
}
