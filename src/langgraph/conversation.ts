// One store's part in the talk on a channel: who else is there, what they were last heard to hold, what to
// answer and what to ask for. Knows no transport; channel.ts carries what is said.

import type { ChannelMessage } from './channel-message.js';
import { bundleSince, importBundle } from './replication.js';
import type { OtherStore, Rounds } from './settling.js';
import type { Bundle, StoreVersion, UpdateSource } from './store-updates.js';
import { covers, joined } from './store-version.js';

export interface ConversationOptions {
  readonly source: UpdateSource;
  /** How many others make it complete. */
  readonly expected_peers: number;
  readonly say: (message: ChannelMessage) => void;
  /** Called with what was new here. */
  readonly spread: (bundle: Bundle) => void;
  /** Called when somebody is heard for the first time, or again after having left. */
  readonly welcome: () => void;
}

export class Conversation implements Rounds {
  readonly #options: ConversationOptions;
  readonly #source: UpdateSource;
  readonly #others = new Map<string, OtherStore>();
  readonly #heard = new Set<string>();
  #round = 0;
  /** What was asked for in this round: many may offer the same. */
  #asked: StoreVersion = new Map();
  #gaps = 0;

  constructor(options: ConversationOptions) {
    this.#options = options;
    this.#source = options.source;
  }

  get version(): StoreVersion {
    return this.#source.version;
  }

  get others(): readonly OtherStore[] {
    return [...this.#others.values()];
  }

  get isComplete(): boolean {
    return this.#heard.size >= this.#options.expected_peers;
  }

  ask(): number {
    this.#round += 1;
    this.#asked = new Map();
    this.#options.say({ ...this.#told('hello'), round: this.#round, version: this.version });
    return this.#round;
  }

  share(bundle: Bundle): void {
    this.#options.say({ ...this.#told('share'), bundle });
  }

  leave(): void {
    this.#options.say(this.#told('bye'));
  }

  /** Nobody is there any more. */
  forgetAll(): void {
    this.#others.clear();
  }

  /** @throws Error where the store refuses what it is given. */
  handle(message: ChannelMessage): void {
    switch (message.kind) {
      case 'hello':
        this.#answer(message);
        return;
      case 'have':
        this.#note(message, this.#isToUs(message) ? message.round : 0);
        this.#askFor(message);
        return;
      case 'want':
        this.#note(message, 0);
        if (this.#isToUs(message)) this.share(bundleSince(this.#source, message.version));
        return;
      case 'share':
        this.#take(message);
        return;
      case 'bye':
        this.#others.delete(message.from);
    }
  }

  #answer(message: Extract<ChannelMessage, { kind: 'hello' }>): void {
    const { from, round } = message;
    this.#note(message, 0);
    this.#options.say({ ...this.#told('have'), to: from, round, version: this.version });
    this.#askFor(message);
  }

  #note({ from, version }: Holding, answered: number): void {
    const known = this.#others.get(from);
    this.#others.set(from, { version, round: Math.max(answered, known?.round ?? 0) });
    this.#heard.add(from);
    if (!known) this.#options.welcome();
  }

  #askFor({ from, version }: Holding): void {
    if (covers(joined(this.version, this.#asked), version)) return;
    this.#asked = joined(this.#asked, version);
    this.#want(from);
  }

  #want(from: string): void {
    this.#options.say({ ...this.#told('want'), to: from, version: this.version });
  }

  #take({ from, bundle }: Extract<ChannelMessage, { kind: 'share' }>): void {
    const { applied, gap } = importBundle(this.#source, bundle);
    if (applied > 0) {
      this.#gaps = 0;
      this.#options.spread(bundle);
    }
    if (gap > 0) this.#closeGap(from);
  }

  /** A thousand updates after a missing one are a thousand gaps, and the first answer closes all of them. */
  #closeGap(from: string): void {
    this.#gaps += 1;
    if (Number.isInteger(Math.log2(this.#gaps))) this.#want(from);
  }

  #isToUs({ to }: { readonly to: string }): boolean {
    return to === this.#source.replica_id;
  }

  #told<Kind extends ChannelMessage['kind']>(kind: Kind): { kind: Kind; from: string } {
    return { kind, from: this.#source.replica_id };
  }
}

interface Holding {
  readonly from: string;
  readonly version: StoreVersion;
}
