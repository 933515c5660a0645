import { describe, expect, it } from 'vitest';
import type { AnalysedStudy } from '../../../src/results/analysis/analysis.js';
import { compareStudies } from '../../../src/results/compare/compare-studies.js';
import type { StudyComparison } from '../../../src/results/compare/study-comparison.js';
import { analysedByHand } from '../build-analysed-study.js';
import { histogramOf } from '../build-record.js';
import { buildNoisyStudy, onlyIn, slowerBy } from './build-noisy-study.js';

const BASE = buildNoisyStudy({ seed: 1 });
const IMPORT = histogramOf(400_000, 600_000);

function compared(next: AnalysedStudy, base = BASE): StudyComparison {
  return compareStudies(base, next, 5);
}

/** A study with other records, analysed again. */
function without(study: AnalysedStudy, strategy: string): AnalysedStudy {
  return analysedByHand(
    study.manifest,
    study.records.filter((record) => record.strategy !== strategy),
  );
}

function reasonsOf({ conclusion }: StudyComparison): string {
  return conclusion.type === 'quiet' ? '' : conclusion.reasons.join('\n');
}

describe('comparing studies', () => {
  it('finds nothing between a study and itself', () => {
    const { cells, conclusion, drift } = compared(BASE);
    expect(conclusion).toEqual({ type: 'quiet' });
    expect(drift.percent).toBe(0);
    expect(cells.flatMap(({ correctness }) => correctness)).toEqual([]);
    expect(cells.map(({ speed }) => speed.type)).toEqual(['compared', 'compared']);
  });

  it('gives the same comparison for the same studies', () => {
    const next = buildNoisyStudy({ seed: 2 });
    expect(compared(next)).toEqual(compared(next));
  });

  it('compares percentiles by their points, because they have no repetitions', () => {
    const study = analysedByHand(
      BASE.manifest,
      BASE.records.map((record) => {
        return { ...record, histograms: { ...record.histograms, import: IMPORT } };
      }),
    );
    const [cell] = compared(study, study).cells;
    const metrics = cell?.speed.type === 'compared' ? cell.speed.metrics : [];
    expect(metrics.find(({ metric }) => metric === 'import_p99_ns')).toMatchObject({
      relative: { percent: 0, low_percent: null, high_percent: null },
      p: null,
      verdict: { type: 'not_gated' },
    });
  });
});

describe('a comparison is undecided', () => {
  it('where too few repetitions let no slow-down be significant, and says how many it takes', () => {
    const few = { repetitions: 3 };
    const comparison = compared(
      buildNoisyStudy({ seed: 2, ...few }),
      buildNoisyStudy({ seed: 1, ...few }),
    );
    expect(comparison.conclusion.type).toBe('undecided');
    expect(reasonsOf(comparison)).toContain('the gate cannot close');
    expect(reasonsOf(comparison)).toContain('--runs 6');
  });

  it('where the machine moved by more than the tolerance', () => {
    const comparison = compared(buildNoisyStudy({ seed: 2, slower: 1.08 }));
    expect(comparison.conclusion.type).toBe('undecided');
    expect(reasonsOf(comparison)).toContain('the machine itself moved by');
  });

  it('where something else took the cores before, during or after either of them', () => {
    const loaded = (load_after: number): AnalysedStudy => {
      const next = buildNoisyStudy({ seed: 2 }, slowerBy(3));
      return { ...next, manifest: { ...next.manifest, load_after: [load_after, 1, 1] } };
    };
    expect(compared(loaded(4)).conclusion.type).toBe('regression');
    const comparison = compared(loaded(4.2));
    expect(comparison.conclusion.type).toBe('undecided');
    expect(reasonsOf(comparison)).toContain('no time was judged: a load of 2.1 per core');
    expect(compared(BASE, loaded(4.2)).conclusion.type).toBe('undecided');
  });

  it('where NEW has no verdict in some repetition', () => {
    const next = buildNoisyStudy({ seed: 2 }, ({ repetition }) =>
      repetition === 4 ? { status: 'refused', verdict: 'UNKNOWN' } : {},
    );
    expect(reasonsOf(compared(next))).toContain('2 of 20 repetitions of NEW have no verdict');
  });

  it('where NEW lacks cells of BASE though it was asked for the same', () => {
    const comparison = compared(without(BASE, 'crdt'));
    expect(comparison.only_in_base).toEqual(['clean_merge/crdt/mesh/batch/a64/tauto']);
    expect(reasonsOf(comparison)).toContain('NEW lacks 1 of the cells of BASE');
  });

  it('where no cell is in both', () => {
    const comparison = compared(without(BASE, 'crdt'), without(BASE, 'lww'));
    expect(reasonsOf(comparison)).toContain('no cell could be compared in speed');
  });

  it('where only one of them measured a gate', () => {
    const comparison = compared(buildNoisyStudy({ seed: 2 }, () => ({ cpu_ns: null })));
    expect(reasonsOf(comparison)).toContain('only one study measured cpu_ns');
  });

  it('but not where something is worse', () => {
    const few = { repetitions: 3 };
    const next = buildNoisyStudy({ seed: 2, ...few }, () => ({ writes_phantom: 1 }));
    expect(compared(next, buildNoisyStudy({ seed: 1, ...few })).conclusion.type).toBe('regression');
  });
});

describe('the speed of a wrong result', () => {
  const wrong = onlyIn('crdt', () => ({ verdict: 'FAIL', converge_ns: 1_000_000 }));

  it('is not compared, and the wrong result is a regression', () => {
    const comparison = compared(buildNoisyStudy({ seed: 2 }, wrong));
    expect(comparison.cells.map(({ speed }) => speed.type)).toEqual(['compared', 'not_compared']);
    expect(comparison.family.comparisons).toBe(6);
    expect(reasonsOf(comparison)).toContain('verdict was PASS and is FAIL');
  });

  it('is not compared where BASE was wrong either, and nothing is worse', () => {
    const comparison = compared(buildNoisyStudy({ seed: 2 }), buildNoisyStudy({ seed: 1 }, wrong));
    expect(comparison.cells.map(({ speed }) => speed.type)).toEqual(['compared', 'not_compared']);
    expect(comparison.conclusion).toEqual({ type: 'quiet' });
  });
});
