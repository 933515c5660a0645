import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { EvidenceDocument } from '../../../src/coordinator/evidence/document.js';
import { MAX_EVIDENCE_BYTES } from '../../../src/coordinator/evidence/document.js';
import { rejudge } from '../../../src/coordinator/evidence/rejudge.js';
import type { JournalEntry } from '../../../src/results/study/entry.js';
import { writeStored } from '../../../src/results/study/stored-file.js';
import { STRATEGY_NAMES } from '../../../src/strategies/registry.js';
import { WORKLOAD_NAMES } from '../../../src/workloads/registry.js';
import { problem } from '../../results/study/problem.js';
import { useTemporaryFolder } from '../../results/study/temporary-folder.js';
import {
  contentOf,
  fileOf,
  forge,
  forgeEvidence,
  storeVisit,
  storeVisits,
} from './stored-visits.js';

const folder = useTemporaryFolder();

const ALL = STRATEGY_NAMES.map((name) => ({ type: 'built_in', name }) as const);

/** The evidence with the JSON document changed in place. */
function forgeDocument(
  entry: JournalEntry,
  change: (document: Mutable<EvidenceDocument>) => void,
): JournalEntry {
  return forgeEvidence(folder.path, entry, (text) => {
    const document = JSON.parse(text) as Mutable<EvidenceDocument>;
    change(document);
    return JSON.stringify(document);
  });
}

type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;

/** Every workload but that of a repository, which a test would have to make first. */
const WORKLOADS = WORKLOAD_NAMES.filter((name) => name !== 'git');

describe('a stored repetition', () => {
  it('is judged again exactly as it was, for every strategy and workload', async () => {
    const { entries } = await storeVisits(folder.path, {
      strategies: ALL,
      workloads: WORKLOADS,
      log_file: fileURLToPath(new URL('../../fixtures/team.jsonl', import.meta.url)),
    });
    expect(entries).toHaveLength(WORKLOADS.length * ALL.length);
    for (const entry of entries) {
      const { stored, again, differences } = rejudge(folder.path, entry);
      expect(differences).toEqual([]);
      expect(stored).toMatchObject(again);
    }
  });

  it('is judged again exactly as it was, whatever the seed, the agents and the rounds', async () => {
    for (const agents of [1, 2, 5]) {
      const changes = { strategies: ALL, agents: [agents], rounds: agents, seed: 77 * agents };
      const { entries } = await storeVisits(folder.path, { ...changes, runs: 3 });
      for (const entry of entries) {
        const { again, differences } = rejudge(folder.path, entry);
        expect(differences).toEqual([]);
        expect(entry.record).toMatchObject(again);
      }
    }
  });

  it('leaves the same bytes when it is executed again', async () => {
    const first = await storeVisit(folder.path, { blobs: 'keep' });
    expect(await storeVisit(folder.path, { blobs: 'keep' })).toMatchObject({
      evidence: first.evidence,
      blobs: first.blobs,
      finals: first.finals,
    });
  });

  it('says nothing of when or where it was packed', async () => {
    const { evidence } = await storeVisit(folder.path);
    const head = readFileSync(join(folder.path, fileOf(evidence).path)).subarray(0, 10);
    expect([...head.subarray(4, 8), head[9]]).toEqual([0, 0, 0, 0, 255]);
  });

  it('that left no evidence is UNKNOWN, and so it must be stored', async () => {
    const [entry] = [await storeVisit(folder.path)];
    const { record } = entry;
    const crashed = { ...entry, evidence: null, record: { ...record, status: 'crashed' } } as const;
    const claimed = rejudge(folder.path, crashed);
    expect(claimed.again).toMatchObject({ verdict: 'UNKNOWN', writes_lost: null, findings: [] });
    expect(claimed.differences).toContain(`verdict: stored "PASS", judged again "UNKNOWN"`);
    const honest = { ...crashed.record, ...claimed.again };
    expect(rejudge(folder.path, { ...crashed, record: honest }).differences).toEqual([]);
    const ok = rejudge(folder.path, { ...crashed, record: { ...honest, status: 'ok' } });
    expect(ok.differences).toEqual(['evidence: none is stored, and it has a result']);
  });
});

describe('a forged repetition', () => {
  it('is noticed where a fragment is removed from a stored reading', async () => {
    const entry = await storeVisit(folder.path);
    const forged = forgeDocument(entry, ({ finals: [final] }) => {
      const texts = final?.reading.fields.flatMap((one) =>
        one.kind === 'append_text' ? [one] : [],
      );
      const [text] = texts ?? [];
      text?.spans.splice(0, 1).forEach(({ length }) => (text.text = text.text.slice(length)));
    });
    const { again, differences } = rejudge(folder.path, forged);
    expect(again).toMatchObject({ verdict: 'FAIL', writes_lost: 1 });
    expect(differences).toContain('writes_lost: stored 0, judged again 1');
    expect(differences).toContain('survival: stored "PASS", judged again "FAIL"');
  });

  it('is noticed where an author is changed', async () => {
    const entry = await storeVisit(folder.path);
    const forged = forgeDocument(entry, ({ finals: [final] }) => {
      const texts = final?.reading.fields.flatMap((one) =>
        one.kind === 'append_text' ? [one] : [],
      );
      const author = texts?.[0]?.spans[0]?.author;
      if (author) author[0] = author[0] === 'agent-0' ? 'agent-1' : 'agent-0';
    });
    const { again, differences } = rejudge(folder.path, forged);
    expect(again).toMatchObject({ verdict: 'FAIL', attribution_complete: false });
    expect(differences.join()).toContain('attribution: stored "PASS", judged again "FAIL"');
  });

  it('is noticed where a write is removed from the ledger', async () => {
    const entry = await storeVisit(folder.path);
    const forged = forgeDocument(entry, ({ ledger }) => {
      ledger.rounds[1]?.writes[0]?.pop();
    });
    const { again, differences } = rejudge(folder.path, forged);
    expect(again).toMatchObject({ verdict: 'FAIL', writes_issued: 23 });
    expect(differences).toContain('writes_issued: stored 24, judged again 23');
  });

  it('is noticed where an exchange is removed from the ledger', async () => {
    const forged = forgeDocument(await storeVisit(folder.path), ({ ledger }) => {
      ledger.rounds[0]?.deliveries.pop();
    });
    const { again, differences } = rejudge(folder.path, forged);
    expect(again.verdict).toBe('UNKNOWN');
    expect(differences).toContain('verdict: stored "PASS", judged again "UNKNOWN"');
  });

  it.each(['content', 'reading'] as const)(
    'is noticed where the %s digest is changed',
    async (name) => {
      const entry = await storeVisit(folder.path);
      const forged = forgeDocument(entry, ({ finals: [final] }) => {
        if (final) final.digests[name] = 'f'.repeat(64);
      });
      const { differences } = rejudge(folder.path, forged);
      expect(differences).toContain('finals: the evidence ends in other digests than the journal');
      expect(differences).toContain('convergence: stored "PASS", judged again "FAIL"');
    },
  );

  it('is noticed where the journal has other digests, counts or findings', async () => {
    const entry = await storeVisit(folder.path);
    const differencesFor = (changed: Partial<JournalEntry>): readonly string[] =>
      rejudge(folder.path, { ...entry, ...changed }).differences;
    expect(differencesFor({ finals: [] })).toHaveLength(1);
    const { record } = entry;
    expect(differencesFor({ record: { ...record, contended: 99, converged: false } })).toEqual([
      'converged: stored false, judged again true',
      expect.stringMatching(/^contended: stored 99, judged again \d$/),
    ]);
    const [finding, ...others] = record.findings;
    const findings = finding ? [{ ...finding, reasons: ['because'] }, ...others] : [];
    expect(differencesFor({ record: { ...record, findings } })).toEqual([
      'convergence, reasons: stored ["because"], judged again []',
    ]);
    expect(differencesFor({ record: { ...record, findings: others } })).toEqual([
      'convergence: stored null, judged again "PASS"',
    ]);
  });
});

describe('evidence that cannot be relied on', () => {
  const damages: readonly (readonly [string, string, (entry: JournalEntry) => JournalEntry])[] = [
    [
      'a file cut off',
      'not what was written',
      (entry) => {
        truncateSync(join(folder.path, fileOf(entry.evidence).path), 200);
        return entry;
      },
    ],
    [
      'a file cut off, its checksum forged',
      'unexpected end',
      (entry) => {
        const { path } = fileOf(entry.evidence);
        const bytes = readFileSync(join(folder.path, path)).subarray(0, 200);
        return { ...entry, evidence: writeStored(folder.path, path, bytes) };
      },
    ],
    [
      'a file that is missing',
      'no such file',
      (entry) => {
        rmSync(join(folder.path, fileOf(entry.evidence).path));
        return entry;
      },
    ],
    [
      'a file that is no gzip',
      'incorrect header',
      (entry) => {
        const { path } = fileOf(entry.evidence);
        return { ...entry, evidence: writeStored(folder.path, path, Buffer.from('{}')) };
      },
    ],
    [
      'somebody else’s gzip',
      'JSON',
      (entry) => {
        const foreign = forge(folder.path, entry.evidence, Buffer.from('a tale of two replicas'));
        return { ...entry, evidence: foreign };
      },
    ],
    [
      'a gzip bomb',
      `larger than ${MAX_EVIDENCE_BYTES} bytes`,
      (entry) => {
        // Members of a gzip unpack one after the other: this is 320 MiB in 320 KiB.
        const member = gzipSync(Buffer.alloc(32 * 1024 ** 2));
        const bomb = Buffer.concat(Array.from({ length: 10 }, () => member));
        const { path } = fileOf(entry.evidence);
        return { ...entry, evidence: writeStored(folder.path, path, bomb) };
      },
    ],
    [
      'evidence of another repetition',
      'another repetition',
      (entry) => forgeEvidence(folder.path, entry, (text) => text.replace('#0"', '#1"')),
    ],
    [
      'a path out of the folder',
      'within',
      (entry) => ({
        ...entry,
        evidence: { ...fileOf(entry.evidence), path: '../evidence.json.gz' },
      }),
    ],
  ];

  it.each(damages)('is an error that names the file: %s', async (_, reason, damage) => {
    const damaged = damage(await storeVisit(folder.path));
    const named = fileOf(damaged.evidence).path.split('/').at(-1) ?? '';
    expect(() => rejudge(folder.path, damaged)).toThrow(problem(65, named, reason));
  });

  it('is not looked for anywhere else', async () => {
    const entry = await storeVisit(folder.path);
    writeFileSync(join(folder.path, 'evidence.json'), contentOf(folder.path, entry.evidence));
    rmSync(join(folder.path, 'evidence'), { recursive: true });
    expect(() => rejudge(folder.path, entry)).toThrow(problem(65, 'evidence'));
  });
});
