// The three claims: the command at the head, ready turn work, inputs of the next turn. Each must give exactly what
// the phase names, in order and under the owner's fence.

import type { InputClaim, WorkClaim } from '../../terms.js';
import type { Stage } from '../stage.js';
import { expectSame } from '../unmet.js';
import type { Player } from './player.js';

/** More than any scenario expects, so that what is claimed too much is seen. */
const MAX = 100;

export const playLeadingCommandClaim: Player<'leading_command_claim'> = async (stage, phase) => {
  const { session_id } = stage;
  const fence = await stage.hold();
  const claim = await stage.take('claimLeadingCommand', { session_id, fence });
  const alias = claim && stage.aliases.ofWork(claim.work);
  expectSame('the leading command to be', alias, phase.expected_alias);
  if (claim) keepWork(stage, [claim], fence);
};

export const playTurnWorkClaim: Player<'turn_work_claim'> = async (stage, phase) => {
  const { session_id } = stage;
  const fence = await stage.hold();
  const args = { session_id, fence, boundary: phase.boundary, max: MAX };
  const claims = await stage.take('claimReadyWork', args);
  const aliases = claims.map(({ work }) => stage.aliases.ofWork(work));
  expectSame(`the work ready at ${phase.boundary} to be`, aliases, phase.expected_aliases);
  keepWork(stage, claims, fence);
};

export const playNextTurnInputClaim: Player<'next_turn_input_claim'> = async (stage, phase) => {
  const { session_id } = stage;
  const fence = await stage.hold();
  const selection = { type: 'next_turn' } as const;
  const claims = await stage.take('claimInputs', { session_id, fence, selection, max: MAX });
  const aliases = claims.map(({ input }) => stage.aliases.ofInput(input));
  expectSame('the inputs of the next turn to be', aliases, phase.expected_aliases);
  const payloads = claims.map(({ input }) => input.payload);
  const texts = phase.expected_texts.map((text) => ({ text }));
  expectSame('the payloads of the inputs to be', payloads, texts);
  keepInputs(stage, claims, fence);
};

function keepWork(stage: Stage, claims: readonly WorkClaim[], fence: number): void {
  expectFence(claims, fence);
  const references = claims.map(({ work }) => ({ work_id: work.work_id, fence }));
  stage.held = { ...stage.held, work: [...stage.held.work, ...references] };
}

function keepInputs(stage: Stage, claims: readonly InputClaim[], fence: number): void {
  expectFence(claims, fence);
  const references = claims.map(({ input }) => ({ input_id: input.input_id, fence }));
  stage.held = { ...stage.held, inputs: [...stage.held.inputs, ...references] };
}

function expectFence(claims: readonly { readonly fence: number }[], fence: number): void {
  for (const claim of claims) expectSame('a claim under fence', claim.fence, fence);
}
