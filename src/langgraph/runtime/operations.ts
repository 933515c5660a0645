// Operations as LangGraph batches them: which of them write, by the stock store's own tests.

import type { Operation, OperationResults } from '@langchain/langgraph';
