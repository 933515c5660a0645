// Operations as LangGraph batches them, told apart as InMemoryStore does.

import type { GetOperation, Operation, PutOperation } from '@langchain/langgraph';
import type { IndexChoice } from './stock-store.js';

export type Sorted =
  | { readonly type: 'get'; readonly namespace: object; readonly get: GetOperation }
  | {
      readonly type: 'put';
      readonly namespace: object;
      readonly put: PutOperation;
      readonly index: IndexChoice;
    }
  | { readonly type: 'search'; readonly namespace: object }
  /** Listings, and whatever else the stock store may know. */
  | { readonly type: 'other'; readonly namespace: null };

export function sortOperation(operation: Operation): Sorted {
  if ('namespacePrefix' in operation) {
    return { type: 'search', namespace: operation.namespacePrefix };
  }
  if ('value' in operation) {
    const { namespace, index } = operation;
    return { type: 'put', namespace, put: operation, index };
  }
  if ('key' in operation) return { type: 'get', namespace: operation.namespace, get: operation };
  return { type: 'other', namespace: null };
}
