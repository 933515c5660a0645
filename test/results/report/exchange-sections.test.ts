// What the page says of exchange, faults and load, as the server side writes it.

import { describe, expect, it } from 'vitest';
import type { AnalysedStudy } from '../../../src/results/analysis/analysis.js';
import { comparisonSection } from '../../../src/results/report/sections/comparison.js';
import { exchangeSection } from '../../../src/results/report/sections/exchange.js';
import { faultsSection } from '../../../src/results/report/sections/faults.js';
import { buildPageData } from '../../../src/results/report/build-page-data.js';
import { buildExchangeStudy } from '../build-exchange-study.js';
import { buildAnalysedStudy, renderReport } from './build-report.js';

const SHAPE = {
  ...{ topologies: ['ring'], faults: ['none', 'drop=10%'], agents: [4], repetitions: 2 },
};
const STUDY = buildExchangeStudy(SHAPE);
const HOSTILE = '<img src=x onerror=alert(1)>';

function faultsOf(study: AnalysedStudy): string {
  return faultsSection(study)?.body.text ?? '';
}

describe('the section on faults', () => {
  it('has every faulted cell with its verdict and that of its twin', () => {
    expect(faultsOf(STUDY).match(/<th scope="row"[^>]*>mixed</g)).toHaveLength(2);
    expect(faultsOf(STUDY)).toContain('<span class="verdict good">PASS</span>');
    expect(faultsOf(STUDY)).toContain('<span class="verdict bad">FAIL (expected)</span>');
  });

  it('says what became of each fault and how cells healed', () => {
    expect(faultsOf(STUDY)).toMatch(/<li>drop=10%: planned \d+, fired \d+, observed \d+<\/li>/);
    expect(faultsOf(STUDY)).toContain('<li>the heal took ');
  });

  it('lets nothing that is written about a fault become markup', () => {
    const account = { fault: HOSTILE, planned_count: 1, fired_count: 1, observed_count: 1 };
    const study = buildExchangeStudy(SHAPE, () => ({
      fault_accounts: [{ ...account, note: HOSTILE }],
    }));
    expect(faultsOf(study)).not.toContain('<img');
    expect(faultsOf(study)).toContain('&lt;img');
  });

  it('is there only where something was faulted', () => {
    expect(faultsSection(buildExchangeStudy({ ...SHAPE, faults: ['none'] }))).toBeNull();
  });
});

describe('the section on the exchange', () => {
  it('is there only where not all cells exchange over a plain mesh', () => {
    expect(exchangeSection(STUDY)?.body.text).toContain('heal, of at most');
    expect(exchangeSection(buildAnalysedStudy())).toBeNull();
  });
});

describe('the comparison', () => {
  it('has notes on load and conflicts under it, and none where there are none', () => {
    const study = buildExchangeStudy(SHAPE, () => ({
      ...{ writes_issued: 13, writes_unissued: 7, rate_per_second: 100 },
      ...{ conflict_share_asked: 0.5, conflict_share: 0.25 },
    }));
    const body = comparisonSection(study)?.body.text ?? '';
    expect(body).toContain(
      '7 of 20 writes (35 %) could not be issued in time at 100 per second and agent',
    );
    expect(body).toContain('share of writes in conflict: 25 %, asked 50 %');
    expect(comparisonSection(buildAnalysedStudy())?.body.text).not.toContain('class="remarks"');
  });
});

describe('the figures of the page', () => {
  it('show one mix of faults at a time, with the same curves in each', () => {
    const { workloads, labels } = buildPageData(STUDY);
    expect(workloads).toEqual(['mixed, no faults', 'mixed, faults drop=10%']);
    expect(labels).toEqual(['lww', 'crdt']);
  });

  it('name the steps that their phases do not', () => {
    const racing = buildExchangeStudy({ ...SHAPE, exchanges: ['racing'] });
    const steps = new Set(buildPageData(racing).percentiles.map(({ phase }) => phase));
    expect([...steps]).toEqual(['write seen at another replica', 'write seen at all replicas']);
  });

  it('offer what differs, and not what is the same in all cells', () => {
    const names = (study: AnalysedStudy) => buildPageData(study).metrics.map(({ name }) => name);
    expect(names(buildExchangeStudy({ ...SHAPE, agents: [4, 16] }))).toContain('exchange_rounds');
    expect(names(buildAnalysedStudy())).not.toContain('exchange_rounds');
    expect(names(buildAnalysedStudy())).toContain('writes_lost');
  });
});

describe('the whole page of such a study', () => {
  it('lists both sections in its contents', async () => {
    const content = await renderReport(STUDY);
    expect(content).toContain('<a href="#exchange">Exchange</a>');
    expect(content).toContain('<a href="#faults">Faults</a>');
  });
});
