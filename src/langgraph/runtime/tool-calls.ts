// One node may call several tools at once, as LangGraph's ToolNode does for one message of a model. To LangGraph
// they are one task with one configuration; what they write is nevertheless concurrent. So each call of a tool is
// a line of work of its own, by the node that calls it. What one tool wrote is seen by those called after it.

import { RunnableToolLike } from '@langchain/core/runnables';
import { StructuredTool } from '@langchain/core/tools';
import { actingApart } from '../acting-as.js';
import { wrapMethod } from './wrap-method.js';
import type { Method, Methods } from './wrap-method.js';

/** From now on; to be called once. */
export function watchToolCalls(): void {
  wrapMethod(StructuredTool.prototype as unknown as Methods, 'call', apart);
  wrapMethod(RunnableToolLike.prototype as unknown as Methods, 'invoke', apart);
}

function apart(method: Method): Method {
  return function (...args) {
    return actingApart(() => method.apply(this, args));
  };
}
