// Why a file is not opened as a session store. Such a file is left as it is.

import { SCHEMA_VERSION } from './schema.js';

export type OpenError =
  /** Something else: no SQLite file, or another program's. */
  | { readonly code: 'ForeignFile'; readonly message: string }
  | {
      readonly code: 'SchemaVersion';
      readonly message: string;
      readonly found: number;
      readonly expected: number;
    }
  /** A session store that has lost bytes. */
  | { readonly code: 'TornFile'; readonly message: string }
  /** The folder or the rights do not allow it. */
  | { readonly code: 'CannotOpen'; readonly message: string };

export type OpenErrorCode = OpenError['code'];

export interface Refused {
  readonly ok: false;
  readonly error: OpenError;
}

export function foreign(path: string, what: string): Refused {
  const message = `${path} is no session store (${what}); name another path, or move that file away`;
  return { ok: false, error: { code: 'ForeignFile', message } };
}

export function otherVersion(path: string, found: number): Refused {
  const message = `${path} has schema version ${found}, this program reads ${SCHEMA_VERSION}; use the version of the program that wrote it`;
  const error = { code: 'SchemaVersion', message, found, expected: SCHEMA_VERSION } as const;
  return { ok: false, error };
}

export function torn(path: string, what: string): Refused {
  const message = `${path} is damaged (${what}); restore it together with its -wal file from a copy`;
  return { ok: false, error: { code: 'TornFile', message } };
}

export function cannotOpen(path: string, what: string): Refused {
  const message = `${path} cannot be opened (${what}); a session store needs a file and a folder that may be written`;
  return { ok: false, error: { code: 'CannotOpen', message } };
}
