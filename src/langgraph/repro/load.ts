// LangGraph is an optional peer: what needs it is loaded here, when it is wanted, and its absence is advice.

import { EXIT, messageOf, UserError } from '../../model/problem.js';
import type { Reproduction } from './reproduce.js';

/** Shows the loss. */
export type Reproduce = () => Promise<Reproduction>;

const INSTALL = 'npm install @langchain/langgraph @langchain/core';

/** @throws UserError (exit 69) where LangGraph is not installed, or not in a version that can be loaded. */
export async function loadReproduction(
  load: () => Promise<{ readonly reproduceOnBoth: Reproduce }> = () => import('./stores.js'),
): Promise<Reproduce> {
  try {
    return (await load()).reproduceOnBoth;
  } catch (thrown) {
    throw new UserError(EXIT.plugin, partsOf(messageOf(thrown)), thrown);
  }
}

function partsOf(message: string) {
  const [, missing] = /^Cannot find (?:package|module) '(@langchain\/[^']+)'/.exec(message) ?? [];
  return missing === undefined
    ? { what: 'LangGraph cannot be loaded', where: message, remedy: INSTALL }
    : { what: 'LangGraph is not installed', where: missing, remedy: INSTALL };
}
