import { describe, expect, it } from 'vitest';
import { findingsText } from '../../../src/cli/sessions-race/findings-text.js';
import type { PropertyFinding } from '../../../src/sessions/judge/property.js';

const LONG =
  '2,600 windows between quiet moments; 17,269 more were beyond the limits of the search';
const FINDINGS: readonly PropertyFinding[] = [
  finding('contiguous-revisions', '2,483 saves and readings'),
  finding('linearizable', LONG),
];

function finding(property: string, message: string): PropertyFinding {
  return { property, verdict: 'PASS', message, examined: 1, evidence: [] };
}

describe('what the properties found', () => {
  it.each([60, 80, 120])('stays a table in a terminal of %i columns', (width) => {
    const lines = findingsText(FINDINGS, { colour: 'none', width }).split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(width);
    expect(lines[0]).toMatch(/^property +verdict +examined, or found *$/);
    expect(lines[3]).toMatch(/^linearizable +PASS +2,600 windows /);
    const words = lines
      .slice(3)
      .join(' ')
      .replace(/^linearizable +PASS/, '');
    expect(words.trim().replaceAll(/ +/g, ' ')).toBe(LONG);
  });

  it('keeps each finding on one line in a pipe, however long', () => {
    const message = LONG.repeat(3);
    const text = findingsText([finding('linearizable', message)], { colour: 'none', width: null });
    expect(text).toContain(message);
  });
});
