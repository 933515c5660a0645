import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMix } from '../../../src/coordinator/faults/mix.js';
import { FAULT_KINDS } from '../../../src/coordinator/faults/registry.js';
import { mixes } from './arbitrary-mixes.js';
import { ask, meshPasses, mixOfText, planOfText } from './plan-of-text.js';

/** Text that is nearly a mix: what a person mistypes, and what a file may hold. */
const nearMixes = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...FAULT_KINDS.map(({ name }) => name),
        'none',
        'swarm',
        'one',
        'burst',
        'halves',
      ),
      fc.constantFrom('=', ':', '@', '-', ',', '%', ';', ' ', '.', '=10%', '@2-5', '0', '1', '1e9'),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 20 },
  )
  .map((pieces) => pieces.join(''));

function adviceOn(text: string): string {
  const parsed = parseMix(text);
  return parsed.type === 'bad' ? `${parsed.reason}: ${parsed.remedy}` : `a mix: ${parsed.mix.text}`;
}

describe('parseMix', () => {
  it('reads the example of every kind, which is spelled canonically', () => {
    const examples = FAULT_KINDS.map(({ example }) => example);
    expect(examples.map((text) => mixOfText(text).text)).toEqual(examples);
  });

  it('gives the canonical text of whatever spelling, which reads back as itself', () => {
    fc.assert(
      fc.property(mixes, ({ canonical, sloppy }) => {
        fc.pre(sloppy.length <= 500);
        expect(mixOfText(sloppy).text).toBe(canonical);
        expect(mixOfText(canonical).text).toBe(canonical);
      }),
    );
  });

  it('plans the same for every spelling of a mix', () => {
    const asked = meshPasses(4, 6);
    fc.assert(
      fc.property(mixes, fc.integer(), ({ canonical, sloppy }, seed) => {
        fc.pre(sloppy.length <= 500);
        const [one, other] = [planOfText(canonical, 4, seed), planOfText(sloppy, 4, seed)];
        expect(asked.map((edge) => ask(one, edge))).toEqual(asked.map((edge) => ask(other, edge)));
        expect(one.crashes(3)).toEqual(other.crashes(3));
        expect([0, 1, 2, 3].map(one.clockAhead)).toEqual([0, 1, 2, 3].map(other.clockAhead));
      }),
      { numRuns: 50 },
    );
  });

  it('answers any text with a mix or with advice on one line, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(nearMixes, fc.string({ unit: 'binary' })), (text) => {
        const advice = adviceOn(text);
        expect(advice).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
        expect(advice.length).toBeLessThan(700);
        expect(advice).not.toMatch(/^: |: $|undefined|null|NaN/);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['drop=10%', 'drop=10%'],
    ['drop=0.1', 'drop=10%'],
    ['drop=.1:all:burst=1', 'drop=10%'],
    ['drop=1', 'drop=100%'],
    ['drop=0.000001', 'drop=0.0001%'],
    ['drop=33.3333%', 'drop=33.3333%'],
    ['drop=7%@3-3', 'drop=7%@3'],
    ['crash=10%', 'crash=10%:before_export'],
    ['crash=one', 'crash=one:before_export'],
    ['skew=1000', 'skew=1000:one'],
    ['corrupt=5%@2:truncate', 'corrupt=5%:truncate@2'],
    [' drop=10% , partition=halves@2-5 ', 'drop=10%,partition=halves@2-5'],
    [' none ', 'none'],
    ['swarm', 'swarm'],
  ])('reads %j as %s', (text, canonical) => {
    expect(mixOfText(text).text).toBe(canonical);
  });

  it.each([
    ['', /none, swarm/],
    ['drop=10%,', /a fault is missing/],
    ['drop', /drop has no value: write it as in drop=10%:burst=3/],
    ['dropp=10%', /"dropp" is no fault: did you mean drop\?/],
    ['swarn', /did you mean swarm\?/],
    ['drop=10%:minorty', /did you mean minority\?/],
    ['partition=halfs@2', /did you mean halves\?/],
    ['partition=@2', /choose from halves, isolated, ring, asymmetric/],
    ['corrupt=5%:bitflip', /did you mean bit_flip\?/],
    ['crash=one:stael', /did you mean stale\?/],
    ['delay=10%:pases=3', /did you mean passes=N\?/],
    ['drop=10%:burst=3:burst=4', /more than it can be given/],
    ['drop=10%:one:all', /more than it can be given/],
    ['drop=10%,drop=10.0%', /drop=10% stands there twice/],
    ['skew=5,skew=6', /clocks are skewed twice/],
    ['none,drop=10%', /none is a whole mix: write none alone/],
    ['drop=10%,swarm', /swarm is a whole mix/],
    ['drop=10%;delay=10%', /no probability/],
    ['drop=101%', /no probability/],
    ['drop=1.5', /no probability/],
    ['drop=-1%', /no probability/],
    ['drop=1e-1', /no probability/],
    ['drop=NaN', /no probability/],
    ['skew=0', /no ticks/],
    ['skew=10:all', /"all" is nothing it knows/],
    ['skew=10@2', /"@2" is nothing it knows/],
    ['delay=10%:passes=0', /whole number from 1 to 100/],
    ['duplicate=10%:times=1', /whole number from 2 to 10/],
    ['drop=10%@5-2', /ends before it begins/],
    ['drop=10%@', /no window/],
    ['drop=10%@1-2-3', /no window/],
    ['drop=10%@99999', /passes from 0 to 9999/],
    ['clog=20%', /needs a window/],
    ['crash=one:minority', /one is one agent already/],
    ['crash=one:stale@1', /begin at @2 or later/],
    ['__proto__=10%', /no fault/],
    ['constructor', /no fault/],
    ['drop=10%,'.repeat(17), /faults: give 16 at most/],
    [' '.repeat(501), /500 characters at most/],
  ])('advises on %j', (text, advice) => {
    expect(adviceOn(text)).toMatch(advice);
  });

  it.each(['drop=0', 'drop=0%', 'drop=0.0', 'drop=.0', 'duplicate=0.0000%', 'crash=0:stale'])(
    'refuses %s, which would never strike',
    (text) => {
      expect(adviceOn(text)).toMatch(/probability 0 never strikes/);
    },
  );

  it.each(['drop=0.0000001', 'drop=0.00001%', 'drop=0.00049%', 'drop=.0000009'])(
    'refuses %s, which would be printed as another probability',
    (text) => {
      expect(adviceOn(text)).toMatch(/no probability: .*in steps of 0\.0001%/);
    },
  );
});
