// The one-line swap. Two parallel nodes of a LangGraph graph put to one key; with LangGraph's own store one of
// the two writes is gone. Run it where mergestorm and LangGraph are installed:
//
//   npm install mergestorm @langchain/langgraph @langchain/core
//   node langgraph.mjs

import { Annotation, END, START, StateGraph } from '@langchain/langgraph';
import { SyncedStore } from 'mergestorm/langgraph';

const KEY = [['project'], 'review'];

const node =
  (value) =>
  async (_state, { store }) => {
    await store.put(...KEY, value);
    return {};
  };

const store = new SyncedStore(); // was: new InMemoryStore()

const graph = new StateGraph(Annotation.Root({ question: Annotation() }))
  .addNode('researcher', node({ tags: ['sourced'], notes: 'Three sources. ', status: 'draft' }))
  .addNode('critic', node({ tags: ['doubted'], notes: 'Two doubts. ', status: 'rejected' }))
  .addEdge(START, 'researcher')
  .addEdge(START, 'critic')
  .addEdge('researcher', END)
  .addEdge('critic', END)
  .compile({ store });

await graph.invoke({ question: 'Is it ready?' });

// Lists unite, texts are joined, and the status that two nodes disagree on is a question for somebody.
const { value } = await store.get(...KEY);
console.log('merged:     ', JSON.stringify(value));
for (const { namespace, key, path, contenders } of store.pendingEscalations(['project'])) {
  const said = contenders.map((contender) => `${contender.value} by ${contender.agent_id}`);
  console.log('to decide:  ', [...namespace, key, ...path].join('/'), '=', said.join(' | '));
}

await store.resolve(...KEY, 'status', 'rejected', 'editor');
console.log('decided:    ', (await store.get(...KEY)).value.status);
