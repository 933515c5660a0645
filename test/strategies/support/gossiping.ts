// Lives through gossip with the replicas of a strategy, and keeps beside each replica what it must know.

import type { StateBlob } from '../../../src/model/blob.js';
import { derivePeerId } from '../../../src/model/random.js';
import type { Write } from '../../../src/model/write.js';
import { pickSmallest } from '../../../src/strategies/model.js';
import type { Replica, Strategy } from '../../../src/strategies/strategy.js';
import type { Gossip, Step } from './gossip.js';

/** What a replica or a blob holds, and for each write what its writer had received or written before. */
export type Knowledge = ReadonlySet<Write>;
export type Seen = ReadonlyMap<Write, Knowledge>;

export interface Member {
  readonly agent_id: string;
  replica: Replica;
  knowledge: Knowledge;
  lives: number;
}

interface SentBlob {
  readonly bytes: StateBlob;
  readonly from: Member;
  readonly scope: 'full' | 'since';
  readonly holds: Knowledge;
  /** What a receiver must hold before, for the blob to bring it to the union. */
  readonly needs: Knowledge;
}

export class Gossiping {
  readonly members: readonly Member[];
  readonly seen = new Map<Write, Knowledge>();
  readonly #strategy: Strategy;
  readonly #blobs: SentBlob[] = [];
  #pulls = 0;

  constructor(strategy: Strategy, agents: readonly string[]) {
    this.#strategy = strategy;
    this.members = agents.map((agent_id) => ({
      agent_id,
      replica: this.#create(agent_id, 0),
      knowledge: new Set(),
      lives: 1,
    }));
  }

  async live({ steps }: Gossip): Promise<void> {
    for (const step of steps) await this.#take(step);
    // A strategy may leave a conflict open from its own write to the next import.
    for (const { replica } of this.members) await replica.import([]);
  }

  dispose(): void {
    for (const { replica } of this.members) replica.dispose();
  }

  async #take(step: Step): Promise<void> {
    switch (step.type) {
      case 'write':
        this.#write(this.#member(step.agent), step.write);
        return;
      case 'export':
        this.#export(this.#member(step.agent), step.scope);
        return;
      case 'pull':
        await this.#pull(this.#member(step.from), this.#member(step.to), step.delivery);
        return;
      case 'deliver':
        await this.#deliver(step.blobs, this.#member(step.to));
        return;
      case 'restart':
        await this.#restart(this.#member(step.agent), step.blob);
    }
  }

  #write(member: Member, write: Write): void {
    this.seen.set(write, member.knowledge);
    member.replica.apply(write);
    member.knowledge = new Set([...member.knowledge, write]);
  }

  /** A delta is not kept: others may lack what it builds on. It must disturb nothing. */
  #export(member: Member, scope: 'full' | 'delta'): void {
    const bytes = member.replica.export(scope);
    if (scope === 'delta') return;
    this.#blobs.push({ bytes, from: member, scope, holds: member.knowledge, needs: new Set() });
  }

  async #pull(from: Member, to: Member, delivery: 'now' | 'late'): Promise<void> {
    // Every other pull is asked for as the answer to a version, where the strategy can.
    this.#pulls += 1;
    const bytes =
      this.#pulls % 2 === 0 && from.replica.exportRequested
        ? requested(from.replica, to.replica)
        : since(from.replica, version(to.replica));
    const blob: SentBlob = {
      bytes,
      from,
      scope: 'since',
      holds: from.knowledge,
      needs: to.knowledge,
    };
    if (delivery === 'late') this.#blobs.push(blob);
    else await this.#import([blob], to);
  }

  async #deliver(picks: readonly number[], to: Member): Promise<void> {
    const picked = picks.flatMap(
      (pick) => this.#blobs[pick % Math.max(this.#blobs.length, 1)] ?? [],
    );
    await this.#import(
      picked.filter(({ needs }) => [...needs].every((write) => to.knowledge.has(write))),
      to,
    );
  }

  async #import(blobs: readonly SentBlob[], to: Member): Promise<void> {
    const filled = blobs.filter(({ bytes }) => bytes.length > 0);
    await to.replica.import(filled.map(({ bytes }) => bytes));
    to.knowledge = new Set([...to.knowledge, ...blobs.flatMap(({ holds }) => [...holds])]);
  }

  async #restart(member: Member, pick: number): Promise<void> {
    const own = this.#blobs.filter(({ from, scope }) => from === member && scope === 'full');
    const blob = pick < 0 ? undefined : own[pick % Math.max(own.length, 1)];
    member.replica.dispose();
    member.replica = this.#create(member.agent_id, member.lives);
    member.lives += 1;
    member.knowledge = blob?.holds ?? new Set();
    if (blob) await member.replica.import([blob.bytes]);
  }

  #create(agent_id: string, life: number): Replica {
    const peer_id = derivePeerId(1, agent_id, life);
    return this.#strategy.createReplica({ agent_id, peer_id, model: pickSmallest });
  }

  #member(index: number): Member {
    const member = this.members[index];
    if (!member) throw new RangeError(`there is no agent ${index}`);
    return member;
  }
}

/** @throws Error where the strategy has none. */
export function version(replica: Replica): StateBlob {
  if (!replica.version) throw new Error('a replica has no version');
  return replica.version();
}

/** @throws Error where the strategy cannot. */
export function since(replica: Replica, bytes: StateBlob): StateBlob {
  if (!replica.exportSince) throw new Error('a replica cannot export since a version');
  return replica.exportSince(bytes);
}

/** @throws Error where the strategy cannot. */
export function requested(from: Replica, to: Replica): StateBlob {
  const told = version(from);
  const request = to.requestOf?.(told);
  if (!request || !from.exportRequested) throw new Error('a replica cannot answer a version');
  return from.exportRequested(told, request);
}
