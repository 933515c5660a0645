// Who holds a lock. Whether that process still lives: metrics/process-identity.ts.

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ourProcess } from '../../metrics/process-identity.js';
import { readTool } from '../../metrics/tool.js';
import { codeOf } from './disk.js';

const holderSchema = z.object({
  pid: z.int().positive(),
  host: z.string(),
  /** See {@link ourProcess}. */
  started: z.string().nullable(),
  tool: z.string(),
});

export type Holder = Readonly<z.infer<typeof holderSchema>>;

/** `gone` is the file; `unreadable` what this tool did not write. */
export type HolderReading =
  | { readonly type: 'holder'; readonly holder: Holder }
  | { readonly type: 'gone' }
  | { readonly type: 'unreadable' };

/** This process. */
export function ourselves(): Holder {
  return { ...ourProcess(), tool: `mergestorm ${readTool().version}` };
}

export function readHolder(path: string): HolderReading {
  try {
    const holder = holderSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    return { type: 'holder', holder };
  } catch (thrown) {
    return { type: codeOf(thrown) === 'ENOENT' ? 'gone' : 'unreadable' };
  }
}
