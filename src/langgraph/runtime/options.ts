// What a SyncedStore is made with.

import type { InMemoryStore } from '@langchain/langgraph';
import type { DurableOptions } from '../disk/open-durable.js';
import type { Kinds } from '../kinds.js';

type StockOptions = NonNullable<ConstructorParameters<typeof InMemoryStore>[0]>;

export interface SyncedStoreOptions extends StockOptions {
  /** How fields merge, by dotted path; where left out, by what is put there (see kind-finder.ts). */
  readonly kinds?: Kinds;
  /** How many items are kept ready to merge; the rest is kept as bytes. 1,000 where left out. */
  readonly maxLiveDocuments?: number;
}

export type OpenOptions = SyncedStoreOptions & DurableOptions;

/** Without what was not given: an option that is undefined is not one that is left out. */
export function given<Options extends object>(options: {
  [Name in keyof Options]: Options[Name] | undefined;
}): Options {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  ) as Options;
}
