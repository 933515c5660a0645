// Graphs as a user would build them, on a store of the test's. Tracing is off whatever the machine is set to.

import { Annotation, END, START, StateGraph } from '@langchain/langgraph';
import type { BaseStore, LangGraphRunnableConfig } from '@langchain/langgraph';

process.env['LANGSMITH_TRACING'] = 'false';
process.env['LANGCHAIN_TRACING_V2'] = 'false';

export type Work = (store: BaseStore, config: LangGraphRunnableConfig) => Promise<unknown>;

export const State = Annotation.Root({
  turn: Annotation<number>({ reducer: (_, next) => next, default: () => 0 }),
});

export const NAMESPACE = ['team'];
export const KEY = 'shared';

/** All nodes of one superstep are one list; supersteps follow each other. */
export function graphOf(...supersteps: readonly Readonly<Record<string, Work>>[]) {
  const graph = new StateGraph(State) as unknown as LooseGraph;
  let previous: string[] = [START];
  for (const works of supersteps) {
    for (const [name, work] of Object.entries(works)) graph.addNode(name, nodeOf(work));
    const names = Object.keys(works);
    for (const from of previous) for (const to of names) graph.addEdge(from, to);
    previous = names;
  }
  for (const from of previous) graph.addEdge(from, END);
  return graph;
}

export function nodeOf(work: Work) {
  return async (_: unknown, config: LangGraphRunnableConfig) => {
    await work(storeOf(config), config);
    return {};
  };
}

export function storeOf(config: LangGraphRunnableConfig): BaseStore {
  if (config.store === undefined) throw new Error('the graph was compiled without a store');
  return config.store;
}

export const put =
  (value: Record<string, unknown>): Work =>
  (store) =>
    store.put(NAMESPACE, KEY, value);

/** What of StateGraph's types depends on the names of nodes, which here are not known beforehand. */
export interface LooseGraph {
  addNode(name: string, node: unknown): unknown;
  addEdge(from: string | string[], to: string): unknown;
  compile(options: { store?: BaseStore }): {
    invoke(input: { turn: number }): Promise<unknown>;
  };
}

export async function run(graph: LooseGraph, store: BaseStore): Promise<void> {
  await graph.compile({ store }).invoke({ turn: 1 });
}
