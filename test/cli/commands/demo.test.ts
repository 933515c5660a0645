import { describe, expect, it } from 'vitest';
import { playScene } from '../../../src/langgraph/demo/play.js';
import { SCENES } from '../../../src/langgraph/demo/scenes.js';
import { crdt } from '../../../src/strategies/crdt.js';
import { lww } from '../../../src/strategies/lww.js';
import { exitCodeOfClaims } from '../../../src/cli/claims.js';
import { renderDemo } from '../../../src/cli/demo-text.js';
import { mergestorm } from '../support/mergestorm.js';

const scenes = await Promise.all(SCENES.map((scene) => playScene(scene, { lww, crdt })));
const summary = { versions: { mergestorm: '1.2.3', 'loro-crdt': null }, scenes };

describe('mergestorm demo', () => {
  it('shows what either side makes of the same writes and ends with 0', async () => {
    const { code, stdout, stderr } = await mergestorm(['demo']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^mergestorm \d\S+, loro-crdt \d\S+, node \d\S+\n/);
    expect(stdout).toMatch(/^A +status +"draft" +(kept|DROPPED) +escalated$/m);
    expect(stdout).toMatch(/^crdt +status +"draft" by A \| "published" by B$/m);
    expect(stdout).not.toMatch(/FALSE|\u001b/);
  });

  it('says the same as JSON', async () => {
    const { code, stdout } = await mergestorm(['demo', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      schema_version: 1,
      claims_hold: true,
      scenes: JSON.parse(JSON.stringify(scenes)) as unknown,
    });
  });

  it.each([40, 60, 80])('fits a terminal of %i columns', (width) => {
    const lines = renderDemo(summary, { colour: 'none', width }).split('\n');
    const prose = /^(holds|clean_merge|semantic_conflict|mergestorm)\b|^reads as:/;
    const tables = lines.filter((line) => !prose.test(line));
    expect(Math.max(...tables.map((line) => line.length))).toBeLessThanOrEqual(width);
  });

  it('fits in 80 columns altogether, and names what it does not know', () => {
    const lines = renderDemo(summary, { colour: 'none', width: 60 }).split('\n');
    expect(lines[0]).toBe('mergestorm 1.2.3, loro-crdt unknown');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('colours what was dropped where colour is wanted', () => {
    const text = renderDemo(summary, { colour: 'ansi', width: null });
    expect(text).toContain('\u001b[31mLOST\u001b[39m');
    expect(text).toContain('\u001b[32mholds\u001b[39m');
  });

  it('shows a claim that does not hold, and then ends with 1', async () => {
    const planted = await Promise.all(SCENES.map((scene) => playScene(scene, { lww, crdt: lww })));
    const text = renderDemo({ ...summary, scenes: planted }, { colour: 'none', width: null });
    expect(text).toMatch(/^FALSE {2}crdt keeps every contribution$/m);
    expect(exitCodeOfClaims(planted.flatMap(({ claims }) => claims))).toBe(1);
    expect(exitCodeOfClaims([])).toBe(1);
  });
});
