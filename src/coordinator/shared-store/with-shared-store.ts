// The life of a shared store: as long as the repetition that it is made for, however that ends.

import type { RepetitionPlan } from '../repetition-plan.js';
import { SharedStore } from './shared-store.js';

/** @param act is given null where the strategy shares nothing. */
export async function withSharedStore<T>(
  { shares, clock }: Pick<RepetitionPlan, 'shares' | 'clock'>,
  act: (shared: SharedStore | null) => Promise<T>,
): Promise<T> {
  const shared = shares === undefined ? null : new SharedStore(clock);
  try {
    return await act(shared);
  } finally {
    shared?.remove();
  }
}
