// What agents that share one store cannot be asked for. The coordinator refuses it too, cell by cell, for a plug-in is
// known only when it is loaded; of what is built in it is known before anything starts.

import { mayCrashAgents } from '../../coordinator/faults/plan-of.js';
import { SHARING_STRATEGY_NAMES } from '../../strategies/registry.js';
import type { Choice, Refusal } from './choice.js';
import { isGiven, refuse } from './choice.js';
import type { OptionName } from './schema.js';

/** @throws UserError (exit 64) naming the strategy, and why. */
export function refuseWhatSharingExcludes(choice: Choice): void {
  const { strategies, exchanges, faults } = choice.options;
  const sharing = strategies.find((name) => SHARING_STRATEGY_NAMES.includes(name));
  if (sharing === undefined) return;
  const racing = exchanges.indexOf('racing');
  if (racing !== -1) {
    refuseGiven(choice, 'exchanges', {
      path: ['exchanges', racing],
      remedy: (name) =>
        `leave racing out, or ${sharing} out of ${name('strategies')}: its agents share one store, there is nothing to race`,
    });
  }
  const crashing = faults.findIndex(mayCrashAgents);
  if (crashing === -1) return;
  refuseGiven(choice, 'faults', {
    path: ['faults', crashing],
    remedy: (name) =>
      `leave ${faults[crashing]} out, or ${sharing} out of ${name('strategies')}: a crash loses nothing of the store that its agents share`,
  });
}

/** At either of the two that do not go together; a study that goes on as it was stored is left to the coordinator. */
function refuseGiven(choice: Choice, option: OptionName, refusal: Refusal): void {
  if (isGiven(choice, option)) refuse(choice, option, refusal);
}
