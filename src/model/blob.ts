/** The bytes a replica exports. Opaque to everything but the strategy that made them; never written to. */
export type StateBlob = Uint8Array;

/**
 * What an export covers: `delta` is this replica's own writes since its previous delta export, `full` is
 * everything it holds. A strategy that cannot make deltas may always export everything.
 */
export type ExportScope = 'delta' | 'full';
