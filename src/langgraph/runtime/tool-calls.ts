// One node may call several tools at once, as LangGraph's ToolNode does for one message of a model. To LangGraph
// they are one task with one configuration; what they write is nevertheless concurrent. So each call of a tool is
// a line of work of its own, by the node that calls it. What one tool wrote is seen by those called after it.

import * as runnables from '@langchain/core/runnables';
import * as tools from '@langchain/core/tools';
import { actingApart } from '../acting-as.js';
import { copiesOf } from './copies.js';
import { wrapMethods } from './wrap-method.js';
import type { Method } from './wrap-method.js';

/** Calls of tools are told apart from now on, of all copies of LangChain that are loaded. */
export function watchToolCalls(): void {
  for (const { StructuredTool } of copiesOf('@langchain/core/tools', tools)) {
    wrapMethods(StructuredTool, { call: apart });
  }
  for (const { RunnableToolLike } of copiesOf('@langchain/core/runnables', runnables)) {
    wrapMethods(RunnableToolLike, { invoke: apart });
  }
}

function apart(method: Method): Method {
  return function (...args) {
    return actingApart(() => method.apply(this, args));
  };
}
