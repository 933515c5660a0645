// The reads of a batch: each is noted for the scope that asked, and is answered with a copy.

import type { Item, Operation } from '@langchain/langgraph';
import type { JsonObject } from '../key-terms.js';
import { itemName } from '../items.js';
import { latestMoment } from '../moments.js';
import type { StoreCore } from '../store-core.js';
import type { Asked } from './asked.js';
import { itemFor, unshared } from './stock-items.js';

/** Null where the operation is no get, or there is no such item. */
export function readOne(core: StoreCore, { sorted, stamp }: Asked): Item | null {
  if (sorted.type !== 'get') return null;
  const item = core.get(sorted.get, stamp.scope);
  return item && itemFor(sorted.get, item);
}

/** How the stock store answers searches and listings. */
export type Answer = (operations: readonly Operation[]) => Promise<readonly unknown[]>;

/** What searches and listings find, by the place of the operation. A search counts as read when it was asked. */
export async function readOthers(
  answer: Answer,
  asked: readonly Asked[],
): Promise<readonly unknown[]> {
  const read_at = latestMoment();
  const others = asked.filter(({ sorted }) => sorted.type === 'search' || sorted.type === 'other');
  const answers = await answer(others.map(({ operation }) => operation));
  const found = new Map(
    others.map((each, index) => [each, answerFor(each, answers[index], read_at)]),
  );
  return asked.map((each) => found.get(each));
}

function answerFor({ sorted, stamp }: Asked, answer: unknown, read_at: number): unknown {
  if (sorted.type !== 'search') return answer;
  return (answer as readonly Item[]).map((item) => {
    stamp.scope.noteRead(itemName(item), item.value as JsonObject, read_at);
    return unshared(item);
  });
}
