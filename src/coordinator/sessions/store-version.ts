// What stands in the column `strategy_version` of a race for sessions.

import { readPackageVersions, readTool } from '../../metrics/tool.js';
import type { SessionStoreName } from '../../sessions/race/race-terms.js';

const VERSIONS: Readonly<Record<SessionStoreName, () => string>> = {
  memory: () => readTool().version,
  sqlite: () => `libsql ${readPackageVersions(['libsql'])['libsql'] ?? 'unknown'}`,
};

/** Of the database where there is one, our own where the store is all ours. */
export function storeVersionOf(store: SessionStoreName): string {
  return VERSIONS[store]();
}
