// A history with a violation in it, and the property that has to catch it.

import { ownerOf, TTL_MS } from '../../support/scene.js';
import { HistoryBuilder } from './history-builder.js';

export interface HistoryPlant {
  readonly property: string;
  readonly what: string;
  readonly tell: () => HistoryBuilder;
}

export const [a, b] = [ownerOf('a'), ownerOf('b')];
export const b_again = ownerOf('b', 'b-2');

/** Two acquisitions, the first of which has expired. */
export function succeeded(): HistoryBuilder {
  const told = new HistoryBuilder();
  told.leased(a);
  told.clock.advance(TTL_MS);
  told.leased(b);
  return told;
}
