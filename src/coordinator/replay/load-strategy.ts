// The strategy that a history is replayed with. The file that names it may come from anywhere, and a plug-in
// is code: it is loaded only where whoever asks says so.

import { EXIT, UserError } from '../../model/problem.js';
import { printable } from '../../model/quote.js';
import { loadModel, loadStrategy } from '../../strategies/load.js';
import { pickSmallest } from '../../strategies/model.js';
import type { Plugins } from '../evidence/open-reader.js';
import type { ReplayTerms } from './recorded-history.js';
import type { LoadedStrategy } from './replay-recorded.js';

/** @throws UserError (exit 64) where a plug-in may not be loaded or there is no such strategy, (69) where one cannot be. */
export async function loadReplayStrategy(
  { strategy, model }: Pick<ReplayTerms, 'strategy' | 'model'>,
  plugins: Plugins,
): Promise<LoadedStrategy> {
  for (const reference of [strategy, model]) {
    if (reference.type !== 'plugin' || plugins === 'load') continue;
    throw new UserError(EXIT.usage, {
      what: 'the history was made by a plug-in',
      where: printable(reference.url),
      remedy: 'it is code: add --load-plugins to have it executed',
    });
  }
  return {
    strategy: await loadStrategy(strategy),
    // The stub answers without waiting: a replay has no clock.
    model: model.type === 'plugin' ? await loadModel(model.url) : pickSmallest,
  };
}
