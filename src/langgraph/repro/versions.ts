// The versions that a reproduction ran on, read from what is installed: a claim about a library holds for a
// version of it.

import type { PackageVersions } from '../../metrics/tool.js';
import { readPackageVersions, readTool } from '../../metrics/tool.js';

const PACKAGES = [
  '@langchain/langgraph',
  '@langchain/langgraph-checkpoint',
  '@langchain/core',
  'loro-crdt',
] as const;

/** By name; null where the package is not there. */
export function readReproVersions(): PackageVersions {
  return {
    mergestorm: readTool().version,
    ...readPackageVersions(PACKAGES),
    node: process.versions.node,
  };
}
