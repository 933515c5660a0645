import { describe, expect, it } from 'vitest';
import type { StateBlob } from '../../../src/model/blob.js';
import type { Conflict, Model } from '../../../src/strategies/model.js';
import { pickSmallest } from '../../../src/strategies/model.js';
import { transactional } from '../../../src/strategies/transactional.js';
import type { Deferred } from '../support/deferred.js';
import { deferred } from '../support/deferred.js';
import { exchange, readEscalation, readField, replicaOf } from '../support/replicas.js';
import { scalar } from '../support/writes.js';

/** Two blobs that disagree on these fields, and agree on one more. */
function disagreement(...fields: readonly string[]): readonly StateBlob[] {
  return ['A', 'B'].map((agent) => {
    const replica = replicaOf(transactional, agent);
    fields.forEach((field, index) => {
      replica.apply(scalar([agent, index], field, `by ${agent}`));
    });
    replica.apply(scalar([agent, fields.length], 'agreed', true));
    return replica.export('full');
  });
}

/** A model that answers when told to. */
function slowModel(): { model: Model; asked: { conflict: Conflict; answer: Deferred<number> }[] } {
  const asked: { conflict: Conflict; answer: Deferred<number> }[] = [];
  const model: Model = (conflict) => {
    const answer = deferred<number>();
    asked.push({ conflict, answer });
    return answer.promise;
  };
  return { model, asked };
}

describe('model calls of the transactional strategy', () => {
  it('are made once for each field in conflict, all before any is answered', async () => {
    const { model, asked } = slowModel();
    const replica = replicaOf(transactional, 'C', model);
    const imported = replica.import(disagreement('status', 'title'));
    expect(asked.map(({ conflict }) => conflict.field)).toEqual(['status', 'title']);
    expect(readEscalation(replica, 'status')).toMatchObject({ status: 'open' });
    asked[1]?.answer.resolve(1);
    asked[0]?.answer.resolve(0);
    await imported;
    expect(readField(replica, 'status')).toMatchObject({ value: 'by A', authors: [['A', 0]] });
    expect(readField(replica, 'title')).toMatchObject({ value: 'by B', authors: [['B', 1]] });
    expect(replica.read().model_calls).toBe(2);
  });

  it('are shown the candidates and every contender', async () => {
    const conflicts: Conflict[] = [];
    const replica = replicaOf(transactional, 'C', (conflict) => {
      conflicts.push(conflict);
      return 0;
    });
    await replica.import(disagreement('status'));
    expect(conflicts).toEqual([
      {
        field: 'status',
        candidates: [
          { kind: 'scalar', value: 'by A' },
          { kind: 'scalar', value: 'by B' },
        ],
        contenders: [
          { agent_id: 'A', op_id: 0, kind: 'scalar', value: 'by A' },
          { agent_id: 'B', op_id: 0, kind: 'scalar', value: 'by B' },
        ],
      },
    ]);
  });

  it('make the import wait for nothing where the model answers at once', () => {
    const replica = replicaOf(transactional, 'C');
    expect(replica.import(disagreement('status'))).toBeUndefined();
  });

  it('are not repeated for candidates that were decided, though contenders join', async () => {
    const replica = replicaOf(transactional, 'C');
    const blobs = disagreement('status');
    await replica.import(blobs);
    await replica.import(blobs);
    const late = replicaOf(transactional, 'D');
    late.apply(scalar(['D', 0], 'status', 'by B'));
    await replica.import([late.export('full')]);
    expect(readEscalation(replica, 'status')?.contenders).toHaveLength(3);
    expect(replica.read().model_calls).toBe(1);
  });

  it('are made again where an overwritten conflict comes back', async () => {
    const [a, b] = [replicaOf(transactional, 'A'), replicaOf(transactional, 'B')];
    for (const op of [0, 2]) {
      a.apply(scalar(['A', op], 'status', 'x'));
      b.apply(scalar(['B', op], 'status', 'y'));
      await exchange([a, b]);
      a.apply(scalar(['A', op + 1], 'status', 'z'));
      await exchange([a, b]);
    }
    expect(b.read()).toMatchObject({ escalations: [], model_calls: 2 });
  });

  it('number fewer for a batch than for its blobs one by one, to the same end', async () => {
    const blobs = ['A', 'B', 'C'].map((agent) => {
      const writer = replicaOf(transactional, agent);
      writer.apply(scalar([agent, 0], 'status', `by ${agent}`));
      return writer.export('full');
    });
    const batched = replicaOf(transactional, 'D');
    await batched.import(blobs);
    const single = replicaOf(transactional, 'E');
    for (const blob of blobs) await single.import([blob]);
    expect(batched.read()).toEqual({ ...single.read(), model_calls: 1 });
    expect(single.read().model_calls).toBe(2);
  });

  it.each([-1, 2, 0.5, NaN])('fail the import where the answer is %d', async (answer) => {
    const atOnce = replicaOf(transactional, 'C', () => answer);
    const later = replicaOf(transactional, 'C', () => Promise.resolve(answer));
    const message = `the model failed on field "status": it chose ${answer} of 2 candidates`;
    expect(() => atOnce.import(disagreement('status'))).toThrow(message);
    await expect(later.import(disagreement('status'))).rejects.toThrow(message);
  });

  it('fail the import where the model does, and are made again by the next', async () => {
    let outage = true;
    const replica = replicaOf(transactional, 'C', (conflict) => {
      if (outage) throw new Error('503');
      return pickSmallest(conflict);
    });
    expect(() => replica.import(disagreement('status'))).toThrow('on field "status": 503');
    expect(readEscalation(replica, 'status')).toMatchObject({ status: 'open' });
    outage = false;
    await replica.import([]);
    expect(readEscalation(replica, 'status')).toMatchObject({ status: 'resolved' });
    expect(replica.read().model_calls).toBe(2);
  });

  it('keep the answers of the others where one fails', async () => {
    const { model, asked } = slowModel();
    const replica = replicaOf(transactional, 'C', model);
    const imported = replica.import(disagreement('status', 'title'));
    asked[1]?.answer.resolve(1);
    asked[0]?.answer.reject(new Error('timed out'));
    await expect(imported).rejects.toThrow('the model failed on field "status": timed out');
    expect(readField(replica, 'title')).toMatchObject({ value: 'by B' });
    expect(readEscalation(replica, 'status')).toMatchObject({ status: 'open' });
  });

  it('leave no rejection behind where one fails at once and another later', async () => {
    const answer = deferred<number>();
    const answers: (() => Promise<number>)[] = [
      () => answer.promise,
      () => {
        throw new Error('no');
      },
    ];
    const replica = replicaOf(transactional, 'C', () => answers.shift()?.() ?? 0);
    expect(() => replica.import(disagreement('status', 'title'))).toThrow('on field "title": no');
    answer.reject(new Error('never awaited'));
    await expect(answer.promise).rejects.toThrow('never awaited');
  });

  it('decide nothing about candidates that have changed meanwhile', async () => {
    const { model, asked } = slowModel();
    const replica = replicaOf(transactional, 'C', model);
    const imported = replica.import(disagreement('status'));
    replica.apply(scalar(['C', 0], 'status', 'by C'));
    asked[0]?.answer.resolve(0);
    await imported;
    expect(readField(replica, 'status')).toMatchObject({ value: 'by C', authors: [['C', 0]] });
    expect(replica.read().escalations).toEqual([]);
  });
});
