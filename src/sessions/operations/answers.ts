// How operations answer: values, and errors that say what to do.

import type { Answer, SessionError } from '../store.js';

export function done<T>(value: T): Answer<T> {
  return { ok: true, value };
}

export function refused(error: SessionError): { readonly ok: false; readonly error: SessionError } {
  return { ok: false, error };
}
