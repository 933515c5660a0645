import { describe, expect, it } from 'vitest';
import { fileNameOf } from '../../../src/coordinator/evidence/file-name.js';
import type { Visit } from '../../../src/coordinator/plan.js';
import { visitsOf } from '../../../src/coordinator/plan.js';
import { isStoredPath } from '../../../src/results/study/stored-path.js';
import { buildStudy } from '../../support/study.js';

function visit(changes: Partial<Visit['cell']> = {}, repetition = 0): Visit {
  return {
    cell: {
      strategy: { type: 'built_in', name: 'crdt' },
      workload: 'clean_merge',
      topology: 'mesh',
      exchange: 'batch',
      agents: 64,
      threads: { type: 'count', count: 2 },
      faults: 'none',
      ...changes,
    },
    repetition,
  };
}

function plugin(url: string): Visit {
  return visit({ strategy: { type: 'plugin', url } });
}

describe('the files of a visit', () => {
  it('are called what the visit is', () => {
    expect(fileNameOf(visit())).toBe('clean_merge.crdt.mesh.batch.a64.t2.r0');
    const other = visit({ agents: null, workload: 'log', threads: { type: 'auto' } }, 12);
    expect(fileNameOf(other)).toBe('log.crdt.mesh.batch.tauto.r12');
  });

  it('are not those of its twin without faults, nor of another mix', () => {
    const names = ['none', 'drop=10%', 'drop=20%'].map((faults) => fileNameOf(visit({ faults })));
    expect(new Set(names).size).toBe(3);
    expect(names[1]).toMatch(
      /^clean_merge\.crdt\.mesh\.batch\.a64\.t2\.drop_10_\.r0~[0-9a-f]{12}$/,
    );
  });

  it('are called after a plug-in’s file, with a hash of the rest', () => {
    expect(fileNameOf(plugin('file:///home/me/My%20Strategy.mjs?x=../../etc'))).toMatch(
      /^clean_merge\.etc\.mesh\.batch\.a64\.t2\.r0~[0-9a-f]{12}$/,
    );
    expect(fileNameOf(plugin('file:///home/me/grow-only.mjs'))).toMatch(
      /^clean_merge\.grow-only_mjs\.mesh\.batch\.a64\.t2\.r0~[0-9a-f]{12}$/,
    );
  });

  it('can be written on any system, whatever a plug-in is called', () => {
    const urls = [
      'file:///',
      'file:///..',
      'file:///a/..%2f..%2fpasswd',
      'file:///C:/NUL.mjs',
      `file:///${'ä'.repeat(300)}.mjs`,
      'file:///a:b*c?d"e<f>|g.mjs',
      'file:///tab\there\u202e.mjs',
    ];
    for (const url of urls) {
      const name = fileNameOf(plugin(url));
      expect(name).toMatch(/^[a-z0-9_.-]+~[0-9a-f]{12}$/);
      expect(isStoredPath(`evidence/${name}.json.gz`)).toBe(true);
    }
  });

  it('are never those of another visit', () => {
    const plugins = ['x/a.mjs', 'y/a.mjs', 'x/A.mjs', 'x/a_mjs', 'x/a.mjs?b'];
    const study = buildStudy({
      strategies: [
        ...['lww', 'crdt'].map((name) => ({ type: 'built_in', name }) as const),
        ...plugins.map((path) => ({ type: 'plugin', url: `file:///${path}` }) as const),
      ],
      workloads: ['clean_merge', 'mixed', 'log'],
      exchanges: ['batch', 'pairwise'],
      agents: [2, 22],
      threads: [{ type: 'auto' }, { type: 'inline' }, { type: 'count', count: 2 }],
      runs: 12,
    });
    const names = [...visitsOf(study)].map((one) => fileNameOf(one).toLowerCase());
    expect(names).toHaveLength(7 * 5 * 2 * 3 * 12);
    expect(new Set(names).size).toBe(names.length);
  });
});
