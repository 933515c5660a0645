// Claims for a terminal, one line each, and the exit code they come to.

import type { Claim } from '../langgraph/claim.js';
import { allHold } from '../langgraph/claim.js';
import type { ExitCode } from '../model/problem.js';
import { EXIT } from '../model/problem.js';
import type { Cell, TextOptions } from '../results/table.js';
import { renderCell } from '../results/table.js';

/** Lines without a line break at the end. */
export function renderClaims(claims: readonly Claim[], { colour }: TextOptions): string {
  return claims
    .map(({ claim, holds }) => `${renderCell(word(holds), colour)}  ${claim}`)
    .join('\n');
}

export function exitCodeOfClaims(claims: readonly Claim[]): ExitCode {
  return allHold(claims) ? EXIT.ok : EXIT.check_failed;
}

function word(holds: Claim['holds']): Cell {
  return holds ? { text: 'holds', tone: 'good' } : { text: 'FALSE', tone: 'bad' };
}
