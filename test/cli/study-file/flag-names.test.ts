// Study files in which something is called as its flag is.

import { describe, expect, it } from 'vitest';
import { refusalOf } from '../support/study-files.js';

describe('the name of a flag in a study file', () => {
  it.each([
    ['topology: ring', 'topology: unknown key, did you mean topologies?'],
    ['writes: 5', 'writes: unknown key, did you mean writes_per_agent?'],
    ['conflict-share: 0.5', 'conflict-share: unknown key, did you mean mixed.conflict_share?'],
    ['agnets: 5', 'agnets: unknown key, did you mean agents?'],
    ['blobs: delta', 'choose from keep, discard; what --blobs takes is blob_scope here'],
    ['sessions: 8', 'what --sessions takes is sessions.sessions here'],
  ])('is answered with its key: %j', (file, remedy) => {
    expect(refusalOf(file)).toEqual([64, expect.stringContaining(remedy)]);
  });
});
