// The engine of one document, while it is used; its bytes, while it is not. An engine takes memory that is
// given back only when it is disposed of.

import type { StateBlob } from '../model/blob.js';
import { CrdtEngine } from '../strategies/crdt/engine.js';

type Held =
  | { readonly type: 'engine'; readonly engine: CrdtEngine }
  | { readonly type: 'bytes'; readonly blob: StateBlob };

export class RestingEngine {
  readonly #peer_id: bigint;
  #held: Held;

  constructor(peer_id: bigint) {
    this.#peer_id = peer_id;
    this.#held = { type: 'engine', engine: newEngine(peer_id) };
  }

  /** The engine, woken where it was at rest. */
  get awake(): CrdtEngine {
    if (this.#held.type === 'bytes')
      this.#held = { type: 'engine', engine: this.#wake(this.#held) };
    return this.#held.engine;
  }

  /**
   * Under the identity that it had: its bytes hold all that was ever written under it, and one more for each
   * time that it rested would stay in its history for good.
   */
  #wake({ blob }: Extract<Held, { type: 'bytes' }>): CrdtEngine {
    const engine = newEngine(this.#peer_id);
    engine.import([blob]);
    // What was written before it rested was exported then, and is not to be exported again.
    engine.export('delta');
    return engine;
  }

  /** Everything, without waking it. */
  export(): StateBlob {
    return this.#held.type === 'bytes' ? this.#held.blob : this.#held.engine.export('full');
  }

  rest(): void {
    if (this.#held.type === 'bytes') return;
    const { engine } = this.#held;
    this.#held = { type: 'bytes', blob: engine.export('full') };
    engine.dispose();
  }

  dispose(): void {
    if (this.#held.type === 'engine') this.#held.engine.dispose();
  }
}

/**
 * Asked for its version, an engine takes its partners to hold other parts than it does, and adds nothing of its
 * own when it imports. What it adds then would be in no update, and updates that build on it would never be
 * read by who has only those.
 */
function newEngine(peer_id: bigint): CrdtEngine {
  const engine = new CrdtEngine(peer_id);
  engine.version();
  return engine;
}
