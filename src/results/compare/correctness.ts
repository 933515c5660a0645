// What a cell did right in BASE and does not in NEW. No tolerance and no statistics: a repetition of the same
// seed is given the same writes, so one more lost write is one more lost write.

import { VERDICTS } from '../../model/verdict.js';
import type { RepetitionRecord } from '../record.js';
import type { CorrectnessRegression } from './study-comparison.js';

type Expectation = RepetitionRecord['expectation'];

/** One way of being wrong. */
interface Aspect {
  readonly name: string;
  /** More is worse, 0 is right; null where the repetition says nothing about it. */
  readonly damageOf: (record: RepetitionRecord, expectation: Expectation) => number | null;
  readonly shown: (record: RepetitionRecord) => unknown;
  /** Whether other writes, of another seed, may rightly come to another damage than 0. */
  readonly depends_on_writes: 'yes' | 'no';
}

type Count =
  | 'writes_lost'
  | 'writes_duplicated'
  | 'writes_phantom'
  | 'writes_arbitrated'
  | 'escalations_missed'
  | 'escalations_spurious';

const ASPECTS: readonly Aspect[] = [
  {
    name: 'status',
    damageOf: ({ status }) => damageOfStatus(status),
    shown: ({ status }) => status,
    depends_on_writes: 'no',
  },
  {
    name: 'verdict',
    damageOf: damageOfVerdict,
    shown: ({ verdict }) => verdict,
    depends_on_writes: 'no',
  },
  flag('converged'),
  count('writes_lost', 'no'),
  count('writes_duplicated', 'no'),
  count('writes_phantom', 'no'),
  count('writes_arbitrated', 'yes'),
  count('escalations_missed', 'no'),
  count('escalations_spurious', 'no'),
  flag('attribution_complete'),
  share('attribution_precision'),
  share('attribution_recall'),
];

/** All records of one cell in both studies, and whether its strategy is expected to pass. */
export function correctnessRegressions(
  base: readonly RepetitionRecord[],
  next: readonly RepetitionRecord[],
  expectation: Expectation,
): readonly CorrectnessRegression[] {
  return ASPECTS.flatMap((aspect) => {
    const damageOf = (record: RepetitionRecord): number | null =>
      aspect.damageOf(record, expectation);
    const judged = { ...aspect, damageOf };
    const worse = next.flatMap((record) => worsening(judged, record, base));
    const [first] = worse;
    return first === undefined
      ? []
      : [
          {
            aspect: aspect.name,
            repetitions: worse.flatMap(numberOf),
            ...described(aspect, first),
          },
        ];
  });
}

/** An aspect under one expectation. */
type Judged = Omit<Aspect, 'damageOf'> & {
  readonly damageOf: (record: RepetitionRecord) => number | null;
};

interface Worsening {
  readonly record: RepetitionRecord;
  /** What it is worse than. */
  readonly than: RepetitionRecord;
}

function worsening(
  aspect: Judged,
  record: RepetitionRecord,
  base: readonly RepetitionRecord[],
): readonly Worsening[] {
  const twin = base.find(({ repetition, seed }) => {
    return repetition === record.repetition && seed === record.seed;
  });
  return twin === undefined
    ? worseThanAll(aspect, record, base)
    : worseThanTwin(aspect, record, twin);
}

function worseThanTwin(
  { damageOf }: Judged,
  record: RepetitionRecord,
  twin: RepetitionRecord,
): readonly Worsening[] {
  const [before, after] = [damageOf(twin), damageOf(record)];
  const isWorse = before !== null && after !== null && after > before;
  return isWorse ? [{ record, than: twin }] : [];
}

/** Without a repetition of the same seed, damage counts where BASE has none at all. */
function worseThanAll(
  { damageOf, depends_on_writes }: Judged,
  record: RepetitionRecord,
  base: readonly RepetitionRecord[],
): readonly Worsening[] {
  const known = base.filter((candidate) => damageOf(candidate) !== null);
  const [than] = known;
  if (than === undefined || depends_on_writes === 'yes') return [];
  const isFirst = (damageOf(record) ?? 0) > 0 && known.every((other) => damageOf(other) === 0);
  return isFirst ? [{ record, than }] : [];
}

function described({ shown }: Aspect, { record, than }: Worsening) {
  return {
    base: String(shown(than)),
    new: String(shown(record)),
    reproduce: record.reproduce,
  };
}

function numberOf({ record }: Worsening): readonly number[] {
  return [record.repetition];
}

/** A refusal for lack of memory and an interruption say something about the machine and its user alone. */
function damageOfStatus(status: RepetitionRecord['status']): number | null {
  switch (status) {
    case 'ok':
      return 0;
    case 'crashed':
    case 'timeout':
    case 'oom':
      return 1;
    case 'refused':
    case 'interrupted':
      return null;
  }
}

/** A baseline that fails as it is expected to is not worse than one that is undecided. */
function damageOfVerdict(
  { status, verdict }: RepetitionRecord,
  expectation: Expectation,
): number | null {
  if (status !== 'ok') return null;
  const rank = VERDICTS.indexOf(verdict);
  return expectation === 'fail' ? Math.min(rank, 1) : rank;
}

function count(name: Count, depends_on_writes: Aspect['depends_on_writes']): Aspect {
  return {
    name,
    damageOf: (record) => record[name],
    shown: (record) => record[name],
    depends_on_writes,
  };
}

function flag(name: 'converged' | 'attribution_complete'): Aspect {
  return {
    name,
    damageOf: (record) => (record[name] === null ? null : record[name] ? 0 : 1),
    shown: (record) => record[name],
    depends_on_writes: 'no',
  };
}

function share(name: 'attribution_precision' | 'attribution_recall'): Aspect {
  return {
    name,
    damageOf: (record) => (record[name] === null ? null : 1 - record[name]),
    shown: (record) => record[name],
    depends_on_writes: 'no',
  };
}
