// Who has seen what, without a store.

import { expect, it } from 'vitest';
import { actingAs, currentActing } from '../../src/langgraph/acting-as.js';
import { beginSpan, endSpan, latestMoment, nextMoment } from '../../src/langgraph/moments.js';
import type { Mark } from '../../src/langgraph/key-terms.js';
import { Scope, beginScope } from '../../src/langgraph/scopes.js';
import type { Activity } from '../../src/langgraph/scopes.js';

const markOf = (scope: Scope | null): Mark => ({
  arrival: nextMoment(),
  scope: scope?.origin ?? null,
});

const inside = (activity: Activity, superstep: string, enclosing: Scope | null = null) =>
  new Scope({ agent_id: superstep, origin: { activity, superstep }, enclosing, reads: 'own' });

const begin = (enclosing: Scope | null = null): Activity => ({
  span: beginSpan(),
  enclosing: enclosing?.origin ?? null,
});

it('a scope has seen what was there when it began, what it read and what it wrote, of each item', () => {
  const before = markOf(null);
  const scope = beginScope('ada');
  const after = markOf(null);
  expect([scope.sees('x', before), scope.sees('x', after)]).toEqual([true, false]);
  scope.noteRead('x', { n: 1 }, latestMoment());
  expect([scope.sees('x', after), scope.sees('y', after)]).toEqual([true, false]);
  expect(scope.sees('y', markOf(scope))).toBe(true);
  expect(scope.sees('x', markOf(beginScope('ada')))).toBe(false);
});

it('an earlier superstep of the same run is seen, another task of the same one and a later one are not', () => {
  const run = begin();
  const [first, sibling, second] = [inside(run, '1'), inside(run, '1'), inside(run, '2')];
  const mark = markOf(first);
  expect([second.sees('x', mark), sibling.sees('x', mark)]).toEqual([true, false]);
  expect(first.sees('x', markOf(second))).toBe(false);
  expect(inside(begin(), '3').sees('x', markOf(first))).toBe(false);
});

it('what is begun inside a scope has seen what that had seen by then, and is seen once it has ended', () => {
  const run = begin();
  const outer = inside(run, '1');
  const early = markOf(null);
  outer.noteRead('x', { n: 1 }, latestMoment());
  const nested = begin(outer);
  const inner = inside(nested, '1', outer);
  const late = markOf(null);
  outer.noteRead('y', { n: 1 }, latestMoment());
  expect([inner.sees('x', early), inner.sees('y', early)]).toEqual([true, false]);
  expect(inner.sees('y', late)).toBe(false);
  const written = markOf(inner);
  expect(outer.sees('x', written)).toBe(false);
  endSpan(nested.span);
  expect(outer.sees('x', written)).toBe(true);
  expect(inside(run, '2').sees('x', written)).toBe(true);
});

it('what a scope wrote is what its next write is compared with', () => {
  const scope = beginScope('ada');
  expect(scope.baseOf('x')).toBeUndefined();
  scope.noteRead('x', null, latestMoment());
  expect(scope.baseOf('x')).toBeNull();
  scope.noteWrite('x', { n: 2 });
  expect(scope.baseOf('x')).toEqual({ n: 2 });
});

it('actingAs lasts until what it returned has settled, nests, and passes on what is returned or thrown', async () => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const acting = actingAs('ada', () => {
    const outer = currentActing();
    expect(actingAs('bob', () => currentActing()?.outer)).toBe(outer);
    return held.then(() => outer);
  });
  expect(currentActing()).toBeNull();
  release();
  const outer = await acting;
  expect(outer).toMatchObject({ agent_id: 'ada' });
  expect(outer?.span.ended_at).not.toBeNull();
  expect(() =>
    actingAs('ada', () => {
      throw new Error('mine');
    }),
  ).toThrow('mine');
  expect(() => actingAs('', () => 1)).toThrow(
    expect.objectContaining({ code: 'bad_agent_id' }) as Error,
  );
});
