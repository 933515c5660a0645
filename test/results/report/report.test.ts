// The page as the server side writes it; how it behaves is tested in page.test.ts.

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { PageData } from '../../../src/results/report/page-data.js';
import { reportFile } from '../../../src/results/report/report.js';
import { buildAnalysedStudy, renderReport } from './build-report.js';

const study = buildAnalysedStudy();
const content = await renderReport(study);

describe('report.html', () => {
  it('is one file of the results folder', async () => {
    expect((await reportFile(study)).map(({ path }) => path)).toEqual(['report.html']);
  });

  it('is the same bytes again', async () => {
    expect(await renderReport(buildAnalysedStudy())).toBe(content);
  });

  it('stays under a megabyte for a study of three workloads and six sizes', async () => {
    const large = buildAnalysedStudy({
      shape: {
        workloads: ['clean_merge', 'semantic_conflict', 'mixed'],
        agents: [2, 4, 8, 16, 32, 64],
        repetitions: 10,
      },
    });
    expect(Buffer.byteLength(await renderReport(large))).toBeLessThan(1_000_000);
  });

  it('allows its own script and style and nothing else', () => {
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(content) ?? [];
    expect(policy.replaceAll('&#39;', "'")).toBe(
      [
        "default-src 'none'",
        `script-src '${hashOf(inner('script'))}'`,
        `style-src '${hashOf(inner('style'))}'`,
        "base-uri 'none'",
        "form-action 'none'",
      ].join('; '),
    );
  });

  it('refers to nothing outside of itself', () => {
    const markup = content
      .replace(inner('script'), '')
      .replace(inner('style'), '')
      .replace(/<script type="application\/json".*?<\/script>/s, '');
    expect(markup).not.toMatch(/\b(?:src|srcset|action|data|poster)=/);
    expect(markup.match(/href="[^"]*"/g)?.every((link) => link.startsWith('href="#'))).toBe(true);
    expect(inner('style')).not.toMatch(/url\(|@import/);
  });

  it('puts verdict and headline before everything else', () => {
    const body = content.slice(content.indexOf('<body>'));
    const places = ['<h1>', study.headline.sentences[0] ?? '?', '<h2', '<table'].map((text) =>
      body.indexOf(text),
    );
    expect(places).toEqual(places.toSorted((left, right) => left - right));
    expect(places[0]).toBeGreaterThan(0);
  });

  it('compares by the columns of the public contract', () => {
    const table = content.slice(content.indexOf('<table'), content.indexOf('</table>'));
    const headings = [...table.matchAll(/<th scope="col"[^>]*>([^<]*)</g)].map(([, text]) => text);
    expect(headings).toEqual([
      ...['workload', 'strategy', 'verdict', 'outcome', 'converged', 'writes_lost', 'attrib'],
      ...['escals', 'model_calls', 'latency_ms', 'peak_mem_kb'],
    ]);
    expect(table.match(/<tbody/g)).toHaveLength(4);
    expect(table.match(/<tbody hidden/g)).toHaveLength(3);
  });

  it('shows the largest of each workload first where workloads end at different sizes', async () => {
    const cells = study.cells.filter(
      ({ factors }) => factors.workload === 'clean_merge' || factors.agents < 16,
    );
    const markup = await renderReport({ ...study, cells });
    expect(markup).toContain('<option value="0">largest of each workload</option>');
    const first = markup.slice(markup.indexOf('<tbody>'), markup.indexOf('</tbody>'));
    expect(first.match(/<tr/g)).toHaveLength(6);
  });

  it('gives the script every number that was measured, as it was measured', () => {
    const data = pageData(content);
    const cell = study.cells.find(
      ({ factors }) =>
        factors.workload === 'semantic_conflict' &&
        factors.strategy === 'crdt' &&
        factors.agents === 8,
    );
    const place = data.cells.findIndex(
      ({ workload, label, agents }) =>
        data.workloads[workload] === 'semantic_conflict' &&
        data.labels[label] === 'crdt' &&
        agents === 8,
    );
    const metric = data.metrics.find(({ name }) => name === 'converge_ns');
    const point = metric?.points.find(([where]) => where === place);
    const summary = cell?.metrics.converge_ns;
    expect(metric?.title).toBe('Time to converge (ms)');
    expect(point?.[1]).toBe(summary?.n);
    expect((point?.[2] ?? 0) * 1e6).toBeCloseTo(summary?.point ?? -1, 3);
    expect((point?.[3] ?? 0) * 1e6).toBeCloseTo(summary?.low ?? -1, 3);
    expect((point?.[4] ?? 0) * 1e6).toBeCloseTo(summary?.high ?? -1, 3);
  });

  it('says of what is not valid that it did not pass', () => {
    const { cells, labels } = pageData(content);
    const valid = cells.filter((cell) => cell.valid).map(({ label }) => labels[label]);
    expect(new Set(valid)).toEqual(new Set(['transactional', 'crdt']));
  });

  it('lists each command and how to go on', () => {
    for (const command of [
      'mergestorm study --agents 2,4,8,16 --runs 3',
      'mergestorm study --resume .',
      'mergestorm report .',
      'mergestorm analyze .',
      'mergestorm compare . OTHER',
    ]) {
      expect(content).toContain(`<code>${command}</code>`);
    }
  });

  it('quotes what a shell would take apart', async () => {
    const argv = ['study', "it's; rm -rf $HOME"];
    const quoted = await renderReport(buildAnalysedStudy({ manifest: { argv } }));
    expect(quoted).toContain('mergestorm study &#39;it&#39;\\&#39;&#39;s; rm -rf $HOME&#39;');
  });

  it('shows a study without a single repetition', async () => {
    const empty = await renderReport({
      ...study,
      ...{ records: [], cells: [], series: [], fits: [], warnings: [] },
    });
    expect(empty).toContain('0 cells');
    expect(empty).not.toContain('id="scaling"');
  });

  it('shows no more of a long reason than its beginning', async () => {
    const reasons = [`begins ${'x'.repeat(100_000)}`];
    const long = await renderReport(
      buildAnalysedStudy({
        record: (record) => ({
          ...record,
          findings: [{ check: 'survival', verdict: 'FAIL', reasons }],
          verdict: 'FAIL',
        }),
      }),
    );
    expect(long).toContain('survival: begins xxx');
    expect(long.length).toBeLessThan(content.length + 100_000);
  });
});

function pageData(page: string): PageData {
  const [, json = ''] = /id="page-data">(.*?)<\/script>/s.exec(page) ?? [];
  return JSON.parse(json) as PageData;
}

function inner(tag: 'script' | 'style'): string {
  const start = content.indexOf(`<${tag}>`) + tag.length + 2;
  return content.slice(start, content.indexOf(`</${tag}>`, start));
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
