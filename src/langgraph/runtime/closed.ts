// What whoever uses a store after it was closed is told.

import { StoreError } from '../store-error.js';

export function storeClosed(): StoreError {
  return new StoreError('closed', {
    what: 'the store is closed',
    where: 'SyncedStore',
    remedy: 'make or open another one',
  });
}
