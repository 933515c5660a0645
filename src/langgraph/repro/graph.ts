// A plain LangGraph graph, as its documentation would have you write it: two parallel nodes read one key of the
// store, add a finding and put it back. This file imports LangGraph and nothing else, so no code of ours stands
// between a node and the store that the graph is compiled with.

import type { BaseStore, LangGraphRunnableConfig } from '@langchain/langgraph';
import { Annotation, END, START, StateGraph } from '@langchain/langgraph';

export const NAMESPACE = ['project', 'review'];
export const KEY = 'findings';

/** What each node adds, by the name of the node. */
export const FINDINGS = { researcher: 'three sources', critic: 'two doubts' } as const;

const State = Annotation.Root({ question: Annotation<string> });

/** Runs the graph once on that store, from its start to its end. */
export async function runGraph(store: BaseStore): Promise<void> {
  const graph = new StateGraph(State)
    .addNode('researcher', addFinding(FINDINGS.researcher))
    .addNode('critic', addFinding(FINDINGS.critic))
    .addEdge(START, 'researcher')
    .addEdge(START, 'critic')
    .addEdge('researcher', END)
    .addEdge('critic', END)
    .compile({ store });
  await graph.invoke({ question: 'Does it merge?' });
}

/** A node that keeps what it found beside what others found before it: it reads, then writes. */
function addFinding(finding: string) {
  return async (_state: typeof State.State, { store }: LangGraphRunnableConfig) => {
    const item = await store?.get(NAMESPACE, KEY);
    const found = (item?.value['findings'] ?? []) as string[];
    await store?.put(NAMESPACE, KEY, { findings: [...found, finding] });
    return {};
  };
}
