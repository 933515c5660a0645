// manifest.json on disk. It is written again when a study ends and when it goes on, each time whole, so that
// a crash leaves either what it said before or what it says now.

import { isUtf8 } from 'node:buffer';
import { closeSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest, StoredManifest } from '../manifest.js';
import { strictJson } from '../strict-json.js';
import { corruptResults } from './corrupt.js';
import { readAt, writeDurably } from './disk.js';
import { STUDY_FILES } from './layout.js';
import { manifestSchema } from './manifest-schema.js';
import { openResults } from './open-results.js';
import type { Parsed } from './plain-data.js';
import { matching, parsePlain } from './plain-data.js';

/** A grid of thousands of cells is written in a few kilobytes. */
const MAX_BYTES = 16 * 1024 * 1024;

/** A manifest that must not be written: a mistake of whoever made it. */
export class InvalidManifestError extends Error {
  override readonly name = 'InvalidManifestError';
}

/**
 * Writes the manifest into the folder, in the place of one that is there.
 * @throws InvalidManifestError where no reader would take it, TypeError where it is not JSON, UserError
 *   (exit 74) where writing fails.
 */
export function writeManifest(folder: string, manifest: Manifest): void {
  const text = strictJson(manifest);
  const checked = parse(text);
  if (checked.type === 'bad') {
    throw new InvalidManifestError(`the manifest cannot be written: ${checked.reason}`);
  }
  writeDurably(join(folder, STUDY_FILES.manifest), text);
}

/**
 * The manifest of a results folder.
 * @throws UserError (exit 65) naming what is wrong with it, (66) where there is none, (74) where it cannot
 *   be read.
 */
export function readManifest(folder: string): StoredManifest {
  const path = join(folder, STUDY_FILES.manifest);
  const bytes = readSmall(path);
  if (!isUtf8(bytes)) throw corruptResults(path, 'it is not valid UTF-8');
  const parsed = parse(bytes.toString('utf8'));
  if (parsed.type === 'bad') throw corruptResults(path, parsed.reason);
  return parsed.value;
}

function parse(text: string): Parsed<StoredManifest> {
  const plain = parsePlain(text);
  if (plain.type === 'bad') return plain;
  return matching(manifestSchema, plain.value, plain.value);
}

function readSmall(path: string): Buffer {
  const file = openResults(path, 'there is no manifest: name the results folder of a study');
  try {
    if (file.bytes > MAX_BYTES) {
      throw corruptResults(path, `it is larger than ${MAX_BYTES} bytes`);
    }
    return readAt(file.fd, 0, file.bytes);
  } finally {
    closeSync(file.fd);
  }
}
