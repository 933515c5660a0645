import { describe, expect, it } from 'vitest';
import { loadReproduction } from '../../../src/langgraph/repro/load.js';
import { EXIT, UserError } from '../../../src/model/problem.js';

const refusalOf = async (thrown: unknown): Promise<readonly [number, string]> => {
  const error: unknown = await loadReproduction(() => Promise.reject(thrown as Error)).catch(
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(UserError);
  const { exit_code, message } = error as UserError;
  return [exit_code, message];
};

describe('loading the reproduction', () => {
  it('advises how to install what is missing', async () => {
    const missing = new Error("Cannot find package '@langchain/core' imported from /x/y.js");
    expect(await refusalOf(missing)).toEqual([
      EXIT.plugin,
      'LangGraph is not installed: @langchain/core: npm install @langchain/langgraph @langchain/core',
    ]);
  });

  it('says what is wrong with what cannot be loaded', async () => {
    const other = new Error('does not provide an export named StateGraph');
    expect(await refusalOf(other)).toEqual([
      EXIT.plugin,
      `LangGraph cannot be loaded: ${other.message}: npm install @langchain/langgraph @langchain/core`,
    ]);
  });
});
