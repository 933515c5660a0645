// Which mergestorm this is and which packages it really runs on: read from what is installed, because a
// version range in our own package.json says only what would have been acceptable.

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readGitCommit } from './git.js';
import { readText, type ReadText } from './text-file.js';

/** The packages whose versions can change a result. */
const MEASURED_PACKAGES = ['loro-crdt', 'piscina', 'hdr-histogram-js', 'libsql'] as const;

export type PackageVersions = Readonly<Record<string, string | null>>;

export interface Tool {
  readonly version: string;
  /** The commit of the checkout it runs from; null where it was installed as a package. */
  readonly commit: string | null;
}

/** src/metrics and dist/metrics lie equally deep, so this is the package's folder for both. */
const PACKAGE_FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Which mergestorm this is; the version is "unknown" where its own package.json is gone. */
export function readTool(folder: string = PACKAGE_FOLDER, read: ReadText = readText): Tool {
  return { version: versionIn(folder, read) ?? 'unknown', commit: readGitCommit(folder, read) };
}

/** The installed version of each package, null for one that is not there. */
export function readPackageVersions(
  names: readonly string[] = MEASURED_PACKAGES,
  read: ReadText = readText,
): PackageVersions {
  return Object.fromEntries(names.map((name) => [name, installedVersion(name, read)]));
}

/** Looks where Node would, past `exports`, which hide the package.json of many packages. */
function installedVersion(name: string, read: ReadText): string | null {
  const folders = createRequire(import.meta.url).resolve.paths(name) ?? [];
  for (const folder of folders) {
    const version = versionIn(join(folder, name), read);
    if (version !== null) return version;
  }
  return null;
}

const packageJson = z.object({ version: z.string() });

function versionIn(folder: string, read: ReadText): string | null {
  const text = read(join(folder, 'package.json'));
  if (text === null) return null;
  try {
    return packageJson.parse(JSON.parse(text)).version;
  } catch {
    return null;
  }
}
