import { describe, expect, it } from 'vitest';
import { peerIdsFrom } from '../../../src/strategies/langgraph/peer-ids.js';

const notes = { namespace: ['shared'], key: 'notes' };
const tags = { namespace: ['shared'], key: 'tags' };

describe('the identities of the documents of a replica', () => {
  it('are the same whatever was known before', () => {
    const [one, other] = [peerIdsFrom(7n), peerIdsFrom(7n)];
    other(tags);
    expect(other(notes)).toBe(one(notes));
  });

  it('differ between items, and between replicas', () => {
    const given = [peerIdsFrom(7n)(notes), peerIdsFrom(7n)(tags), peerIdsFrom(8n)(notes)];
    expect(new Set(given).size).toBe(3);
  });
});
