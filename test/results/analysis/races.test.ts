// Races for sessions stand apart from merging in everything that is made from a study, and what shows all of
// a study shows both.

import { describe, expect, it } from 'vitest';
import { analyseStudy } from '../../../src/results/analysis/analyse.js';
import { allCells } from '../../../src/results/analysis/parts.js';
import { summaryFile } from '../../../src/results/derived/summary-file.js';
import { FIGURES } from '../../../src/results/figures/registry.js';
import { SESSION_FIGURES } from '../../../src/results/figures/sessions.js';
import { compileFigure } from '../../../src/results/figures/svg.js';
import { sessionsSection } from '../../../src/results/report/sections/sessions.js';
import { tableFiles } from '../../../src/results/tables/files.js';
import { renderStudy } from '../../../src/results/tables/render-study.js';
import { sessionTable } from '../../../src/results/tables/session-rows.js';
import { buildRace, buildRaces } from '../build-races.js';
import { buildStudyManifest, buildStudyRecords } from '../build-study.js';

const SHAPE = { agents: [2, 4], repetitions: 2 };
const MERGING = analyseStudy(buildStudyManifest(SHAPE), buildStudyRecords(SHAPE));
const BOTH = analyseStudy(buildStudyManifest(SHAPE), [
  ...buildRaces(),
  ...buildStudyRecords(SHAPE),
]);
const RACES = analyseStudy(buildStudyManifest(SHAPE), buildRaces());

describe('a study that merges and races', () => {
  it('has the same cells, series and fits of merging as without races', () => {
    const { cells, series, fits } = BOTH;
    expect({ cells, series, fits }).toEqual({
      ...{ cells: MERGING.cells, series: MERGING.series, fits: MERGING.fits },
    });
  });

  it('has its races in a part of their own, and all records in one list', () => {
    expect(BOTH.sessions.cells.map(({ cell_id }) => cell_id)).toHaveLength(8);
    expect(BOTH.sessions.series.map(({ line }) => line)).toEqual([
      'sessions_memory',
      'sessions_sqlite',
    ]);
    expect(BOTH.records).toHaveLength(MERGING.records.length + 24);
    expect(allCells(BOTH)).toHaveLength(MERGING.cells.length + 8);
  });

  it('says of each store what it did, beside what each strategy did', () => {
    const sentence = BOTH.headline.sentences.find((text) => text.startsWith('sessions_sqlite'));
    expect(sentence).toBe(
      'sessions_sqlite at 16 agents: on 2 threads and 4 sessions every property held, 481 turns/s, a claim in 320 µs, a commit in 2.40 ms and 160 contended attempts.',
    );
    for (const text of MERGING.headline.sentences) {
      expect(BOTH.headline.sentences).toContain(text);
    }
  });

  it('draws the same figures of merging as without races', () => {
    const rest = FIGURES.filter((figure) => !SESSION_FIGURES.includes(figure));
    for (const { specOf } of rest) expect(specOf(BOTH)).toEqual(specOf(MERGING));
  });
});

describe('a study without races', () => {
  it('has no section, no table, no figure and no line of them', async () => {
    expect(MERGING.sessions).toEqual({ cells: [], series: [], fits: [] });
    expect(await sessionsSection(MERGING)).toBeNull();
    expect(SESSION_FIGURES.map(({ specOf }) => specOf(MERGING))).toEqual([null, null, null]);
    const files = [...(await tableFiles(MERGING)), ...(await summaryFile(MERGING))];
    expect(files.filter(({ content }) => /sessions/i.test(content))).toEqual([]);
    expect(renderStudy(MERGING, { width: 100, colour: 'none' })).not.toMatch(/sessions/i);
  });
});

describe('a study of races alone', () => {
  it('draws figures that the library has nothing to say against', () => {
    for (const { specOf } of SESSION_FIGURES) {
      const spec = specOf(RACES);
      expect(spec && compileFigure(spec).warnings).toEqual([]);
    }
  });

  it('draws operations in logarithms, a panel for each', () => {
    const spec = JSON.stringify(SESSION_FIGURES[0]?.specOf(RACES));
    for (const title of [
      'Claim p50 (µs)',
      'Claim p99 (µs)',
      'Commit p50 (µs)',
      'Commit p99 (µs)',
    ]) {
      expect(spec).toContain(title);
    }
    expect(spec.split('"type":"log"').length - 1).toBeGreaterThanOrEqual(8);
  });

  it('has a row for each race, and no column that nobody measured', () => {
    const { columns, rows } = sessionTable(RACES);
    const headings = columns.map(({ heading }) => heading);
    expect(rows).toHaveLength(8);
    expect(headings).toContain('commit p99 (µs)');
    expect(headings).not.toContain('reclaim p99 (µs)');
  });

  it('shows them in the report, the summary and the terminal, and nothing of merging', async () => {
    const section = await sessionsSection(RACES);
    expect(section?.body.text.split('<svg').length).toBe(4);
    const [summary] = await summaryFile(RACES);
    expect(summary?.content).toContain('## Races for sessions');
    expect(summary?.content).not.toContain('## Scaling');
    const text = renderStudy(RACES, { width: 120, colour: 'none' });
    expect(text).toContain('Races for sessions:');
    expect(text).not.toContain('converge');
  });

  it('fails where a property was violated, whatever the other races say', () => {
    const findings = [{ check: 'one-holder', verdict: 'FAIL', reasons: ['two held it'] }] as const;
    const bad = buildRace({ repetition: 1, verdict: 'FAIL', findings });
    const study = analyseStudy(buildStudyManifest(SHAPE), [buildRace(), bad]);
    expect(study.headline.verdict).toBe('FAIL');
    expect(study.sessions.cells[0]?.standing).toBe('invalid');
    expect(study.headline.sentences[0]).toContain('a property was violated');
  });
});
