// Compares two studies: pairs their cells, measures each metric on both sides, tests all gates together, and
// looks for anything that BASE did right and NEW does not. Pure: the same studies give the same comparison.

import type { AnalysedStudy } from '../analysis/analysis.js';
import { allCells } from '../analysis/parts.js';
import type { RepetitionRecord } from '../record.js';
import { conclude } from './conclude.js';
import { differencesOf, versionDifferences } from './comparability.js';
import { correctnessRegressions } from './correctness.js';
import { driftOf, isBusy, machineWarnings } from './drift.js';
import { GateFamily } from './family.js';
import type { CellMeasurements, CellSide } from './measure.js';
import { measureCell } from './measure.js';
import type { Tolerance } from './metric-verdict.js';
import { verdictOn } from './metric-verdict.js';
import type { CellPair } from './pairing.js';
import { labelOf, pairCells } from './pairing.js';
import type { Drift, PairedCell, Side, Speed, StudyComparison } from './study-comparison.js';

/** A difference of up to `tolerance_percent` is none. */
export function compareStudies(
  base: AnalysedStudy,
  next: AnalysedStudy,
  tolerance_percent: number,
): StudyComparison {
  const { pairs, ...unpaired } = pairCells(allCells(base), allCells(next));
  const measured = measurePairs(pairs, base.records, next.records);
  const family = new GateFamily(measured.flatMap(({ speed }) => speed?.measurements ?? []));
  const drift = driftOf(base, next);
  const tolerance = toleranceOn(drift, tolerance_percent);
  const comparison = {
    base: sideOf(base),
    new: sideOf(next),
    tolerance_percent,
    differences: differencesOf(base.manifest, next.manifest),
    versions: versionDifferences(base.manifest, next.manifest),
    drift,
    warnings: [...machineWarnings('BASE', base), ...machineWarnings('NEW', next)],
    family: family.describe(),
    cells: measured.map((pair) => judgePair(pair, family, tolerance)),
    ...unpaired,
  };
  return { ...comparison, conclusion: conclude(comparison, next.records) };
}

function toleranceOn(drift: Drift, tolerance_percent: number): Tolerance {
  const { allowance_percent } = drift;
  return { tolerance_percent, allowance_percent, machine: isBusy(drift) ? 'busy' : 'own' };
}

interface MeasuredPair {
  readonly base: CellSide;
  readonly next: CellSide;
  /** Null where a side has no valid result. */
  readonly speed: CellMeasurements | null;
}

function measurePairs(
  pairs: readonly CellPair[],
  base: readonly RepetitionRecord[],
  next: readonly RepetitionRecord[],
): readonly MeasuredPair[] {
  const [before, after] = [recordsByCell(base), recordsByCell(next)];
  return pairs.map((pair) => {
    const sides = {
      base: { cell: pair.base, records: before.get(pair.base.cell_id) ?? [] },
      next: { cell: pair.next, records: after.get(pair.next.cell_id) ?? [] },
    };
    const speed = invalidSide(pair) === null ? measureCell(sides.base, sides.next) : null;
    return { ...sides, speed };
  });
}

function judgePair(
  { base, next, speed }: MeasuredPair,
  family: GateFamily,
  tolerance: Tolerance,
): PairedCell {
  return {
    cell_id: base.cell.cell_id,
    label: labelOf(base.cell),
    standing: { base: base.cell.standing, new: next.cell.standing },
    speed:
      speed === null
        ? refused({ base: base.cell, next: next.cell })
        : judged(speed, family, tolerance),
    correctness: correctnessRegressions(base.records, next.records, next.cell.expectation),
  };
}

function judged(
  { measurements, unmeasured }: CellMeasurements,
  family: GateFamily,
  tolerance: Tolerance,
): Speed {
  const metrics = measurements.map((measurement) => {
    const p_holm = family.adjustedP(measurement);
    return { ...measurement, p_holm, verdict: verdictOn(measurement, p_holm, tolerance) };
  });
  return { type: 'compared', metrics, unmeasured };
}

function refused(pair: CellPair): Speed {
  return {
    type: 'not_compared',
    reason: `${invalidSide(pair) ?? 'nothing'}: the speed of a wrong result is no figure`,
  };
}

/** What keeps a pair from being compared in speed; null where nothing does. */
function invalidSide({ base, next }: CellPair): string | null {
  const isComparable = ({ standing }: CellPair['base']): boolean =>
    standing === 'valid' || standing === 'baseline';
  if (!isComparable(base)) return `BASE is ${base.standing}`;
  return isComparable(next) ? null : `NEW is ${next.standing}`;
}

function recordsByCell(
  records: readonly RepetitionRecord[],
): ReadonlyMap<string, readonly RepetitionRecord[]> {
  const cells = new Map<string, RepetitionRecord[]>();
  for (const record of records) {
    const cell = cells.get(record.cell_id);
    if (cell) cell.push(record);
    else cells.set(record.cell_id, [record]);
  }
  return cells;
}

function sideOf({ manifest, records }: AnalysedStudy): Side {
  const { tool_version, started_at } = manifest;
  return { study: records[0]?.study ?? '', tool_version, started_at, repetitions: records.length };
}
