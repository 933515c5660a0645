// On what terms blobs are exchanged: what all cells of a study have in common beside topology and faults.

export const ARRIVALS = ['constant', 'poisson'] as const;
/** How the intended times of writes are spread: evenly, or with exponential gaps. */
export type Arrivals = (typeof ARRIVALS)[number];

/** How writes are issued: each after the one before, or at a rate whatever the store can bear. */
export type Load =
  | { readonly type: 'closed' }
  | {
      readonly type: 'open';
      /** Of each agent. */
      readonly writes_per_second: number;
      readonly arrivals: Arrivals;
    };

export interface ExchangeTerms {
  /** `delta`: what the receiver lacks, by the version that it sent; `full`: all that the sender holds. */
  readonly blob_scope: 'full' | 'delta';
  /** Peers per agent and pass, for topologies that choose. */
  readonly fan_out: number;
  /** `off` hands raw bytes to the engine. */
  readonly envelope: 'on' | 'off';
  /** Passes without faults after the last write at most; null: as many as the topology may take; 0: none. */
  readonly max_heal_passes: number | null;
  /** Passes by which an agent's reading is old when it writes: what arrives is imported that much later. */
  readonly staleness_passes: number;
  readonly load: Load;
}

export const PLAIN_TERMS: ExchangeTerms = {
  blob_scope: 'delta',
  fan_out: 2,
  envelope: 'on',
  max_heal_passes: null,
  staleness_passes: 0,
  load: { type: 'closed' },
};
