// Which replica exports what for one export command.

import type { StateBlob } from '../model/blob.js';
import type { Replica } from '../strategies/strategy.js';
import { unpackBlobs } from './blob-pack.js';
import type { ExportOrders } from './protocol.js';
import type { Resident } from './resident.js';

/** One blob to make: who makes it, and the version it is for where it is made for one. */
export interface Exporter {
  readonly resident: Resident;
  readonly make: (replica: Replica) => StateBlob;
}

/** One per order, in their order. @throws Error for a seat that does not exist. */
export function exportersOf(
  orders: ExportOrders,
  residents: readonly Resident[],
): readonly Exporter[] {
  const makers = makersOf(orders);
  return orders.seats.map((seat, index) => {
    const resident = residents[seat];
    const make = makers(index);
    if (!resident) throw new Error(`no seat ${seat} to export`);
    return { resident, make };
  });
}

function makersOf(orders: ExportOrders): (index: number) => (replica: Replica) => StateBlob {
  switch (orders.type) {
    case 'own_news':
      return () => (replica) => replica.export('delta');
    case 'full':
      return () => (replica) => replica.export('full');
    case 'since': {
      const { blobs } = unpackBlobs(orders.packs);
      return (index) => {
        const version = blobs[orders.versions[index] ?? -1];
        const request = blobs[orders.requests[index] ?? -1];
        return (replica) => exportFor(replica, version, request);
      };
    }
  }
}

/** A replica without versions sends all it holds. */
function exportFor(
  replica: Replica,
  version: StateBlob | undefined,
  request: StateBlob | undefined,
): StateBlob {
  if (version && request && replica.exportRequested) {
    return replica.exportRequested(version, request);
  }
  if (version && replica.exportSince) return replica.exportSince(version);
  return replica.export('full');
}
