// Several lines of work inside what LangGraph takes for one node: tools called at once, tasks of one name.

import { AIMessage } from '@langchain/core/messages';
import { RunnableLambda } from '@langchain/core/runnables';
import { StructuredTool, tool } from '@langchain/core/tools';
import type { StructuredToolInterface, ToolRuntime } from '@langchain/core/tools';
import {
  Annotation,
  END,
  MessagesAnnotation,
  START,
  Send,
  StateGraph,
  entrypoint,
  getStore,
  task,
} from '@langchain/langgraph';
import type { BaseStore } from '@langchain/langgraph';
import { ToolNode } from '@langchain/langgraph/prebuilt';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SyncedStore, actingAs } from '../../../src/langgraph/index.js';
import { KEY, NAMESPACE, State, graphOf, run } from './graphs.js';

interface Saved {
  readonly value: string;
}

const schema = { type: 'object', properties: { value: { type: 'string' } } } as const;
/** What LangChain's types say of a tool with a schema in JSON is more than can be called. */
function toolOf(func: (saved: Saved) => Promise<string>, name: string): StructuredToolInterface {
  return tool(func, { name, ...about }) as unknown as StructuredToolInterface;
}

const about = { description: 'keeps a value', schema };

async function save(store: BaseStore | undefined, { value }: Saved): Promise<string> {
  await store?.put(NAMESPACE, KEY, { found: [value], status: value });
  return 'saved';
}

const viaGetStore = toolOf((saved: Saved) => save(getStore(), saved), 'via_get');

const viaConfig = tool(
  (saved: Saved, { store }: ToolRuntime) => save(store as unknown as BaseStore, saved),
  {
    name: 'via_config',
    ...about,
  },
);

class ViaClass extends StructuredTool<typeof schema> {
  name = 'via_class';
  description = about.description;
  schema = schema;
  protected _call(saved: Saved): Promise<string> {
    return save(getStore(), saved);
  }
}

const viaLambda = RunnableLambda.from((saved: Saved) => save(getStore(), saved)).asTool({
  name: 'via_lambda',
  schema: z.object({ value: z.string() }),
});

const TOOLS = [viaGetStore, viaConfig, new ViaClass(), viaLambda];

function messageCalling(calls: readonly (readonly [string, string])[]): AIMessage {
  const tool_calls = calls.map(([name, value], index) => ({
    name,
    args: { value },
    id: `call_${String(index)}`,
    type: 'tool_call' as const,
  }));
  return new AIMessage({ content: '', tool_calls });
}

async function callAtOnce(
  store: BaseStore,
  calls: readonly (readonly [string, string])[],
): Promise<void> {
  await new StateGraph(MessagesAnnotation)
    .addNode('tools', new ToolNode(TOOLS))
    .addEdge(START, 'tools')
    .addEdge('tools', END)
    .compile({ store })
    .invoke({ messages: [messageCalling(calls)] });
}

function contendersIn(store: SyncedStore): unknown[] {
  return store.escalations().flatMap(({ contenders }) => contenders.map(({ value }) => value));
}

async function foundIn(store: SyncedStore): Promise<unknown> {
  return (await store.get(NAMESPACE, KEY))?.value['found'];
}

describe('tools of one ToolNode', () => {
  it.each(TOOLS.map(({ name }) => name))('%s: two calls at once lose nothing', async (name) => {
    const store = new SyncedStore();
    await callAtOnce(store, [
      [name, 'one'],
      [name, 'two'],
    ]);
    expect(await foundIn(store)).toEqual(['one', 'two']);
    expect(contendersIn(store)).toEqual(['one', 'two']);
    expect(store.escalations()[0]?.contenders[0]?.agent_id).toBe('tools');
    expect(store.stats().anonymous_writes).toBe(0);
  });

  it('tools that a node calls one after the other have seen each other, and the node all of them', async () => {
    const store = new SyncedStore();
    await run(
      graphOf({
        ada: async (each) => {
          await viaGetStore.invoke({ value: 'one' });
          await viaGetStore.invoke({ value: 'two' });
          expect(contendersIn(store)).toEqual([]);
          await each.put(NAMESPACE, KEY, { status: 'three' });
        },
      }),
      store,
    );
    expect((await store.get(NAMESPACE, KEY))?.value).toMatchObject({ status: 'three' });
    expect(store.escalations()).toEqual([]);
  });

  it('a tool is whoever actingAs says around it, and has seen the graph that it invoked', async () => {
    const store = new SyncedStore();
    const inner = graphOf({ inner: (each) => save(each, { value: 'inner' }) }).compile({});
    const delegate = toolOf(async (saved: Saved) => {
      await save(getStore(), { value: 'before' });
      await inner.invoke({ turn: 1 });
      return save(getStore(), saved);
    }, 'delegate');
    await run(
      graphOf({ ada: () => actingAs('planner', () => delegate.invoke({ value: 'after' })) }),
      store,
    );
    expect(store.escalations()).toEqual([]);
    const [field] = store.attribution(NAMESPACE, KEY).filter(({ path }) => path[0] === 'status');
    expect(field?.parts.flatMap(({ authors }) => authors.map(({ agent_id }) => agent_id))).toEqual([
      'planner',
    ]);
  });
});

it('tasks of the functional API that are awaited together conflict, and what they are awaited by has seen them', async () => {
  const store = new SyncedStore();
  const work = task('work', (value: string) => save(getStore(), { value }));
  const both = entrypoint({ name: 'both', store }, () => Promise.all([work('one'), work('two')]));
  await both.invoke(1);
  expect(await foundIn(store)).toEqual(['one', 'two']);
  expect(contendersIn(store)).toEqual(['one', 'two']);
});

it('tasks that Send makes of one node conflict, and none of their elements is lost', async () => {
  const store = new SyncedStore();
  const Fanned = Annotation.Root({ ...State.spec, value: Annotation<string> });
  await new StateGraph(Fanned)
    .addNode('plan', () => ({}))
    .addNode('work', async ({ value }: Saved, { store: each }) => {
      await save(each, { value });
      return {};
    })
    .addEdge(START, 'plan')
    .addConditionalEdges('plan', () => ['a', 'b', 'c'].map((value) => new Send('work', { value })))
    .addEdge('work', END)
    .compile({ store })
    .invoke({ turn: 1 });
  expect(await foundIn(store)).toEqual(['a', 'b', 'c']);
  expect(contendersIn(store)).toEqual(['a', 'b', 'c']);
});

it('the program around a run has seen what the run wrote, once it has ended', async () => {
  const store = new SyncedStore();
  await actingAs('planner', async () => {
    await save(store, { value: 'before' });
    await run(graphOf({ ada: (each) => save(each, { value: 'inside' }) }), store);
    await save(store, { value: 'after' });
  });
  expect(store.escalations()).toEqual([]);
});
