// The strategy that kept states are read with. A results folder may come from anywhere, and a plug-in that it
// names is code: it is loaded only where whoever asks says so.

import { messageOf } from '../../model/problem.js';
import { loadModel, loadStrategy } from '../../strategies/load.js';
import type { ModuleReference } from '../../strategies/load.js';
import type { Model } from '../../strategies/model.js';
import { pickSmallest } from '../../strategies/model.js';
import type { ModelReference } from '../../workers/protocol.js';
import type { Reader } from './reread.js';

/** Whether the code of plug-ins that a study names may be executed. */
export type Plugins = 'load' | 'skip';

/** Never throws: why there is none is the reader's reason. */
export async function openReader(
  strategy: ModuleReference | undefined,
  model: ModelReference,
  plugins: Plugins,
): Promise<Reader> {
  if (!strategy) return missing('the manifest names no strategy of that record');
  const codes = [strategy, model].filter(({ type }) => type === 'plugin');
  if (codes.length > 0 && plugins === 'skip') return missing('plug-ins were not loaded');
  try {
    return { type: 'loaded', strategy: await loadStrategy(strategy), model: await open(model) };
  } catch (thrown) {
    return missing(messageOf(thrown));
  }
}

/** The stub answers without waiting: what it costs is not asked here. */
function open(model: ModelReference): Promise<Model> | Model {
  return model.type === 'plugin' ? loadModel(model.url) : pickSmallest;
}

function missing(reason: string): Reader {
  return { type: 'missing', reason };
}
