import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { studyFileSchema } from '../../../src/cli/study-file/json-schema.js';
import { STUDY_DEFAULTS } from '../../../src/cli/study-options/defaults.js';
import { configurationFrom } from '../../../src/cli/study-options.js';

const ROOT = new URL('../../../', import.meta.url);
const EXAMPLES = fileURLToPath(new URL('examples/', ROOT));

interface Property {
  readonly description?: string;
  readonly default?: unknown;
}

const { properties } = studyFileSchema() as { properties: Readonly<Record<string, Property>> };

describe('the published schema of study files', () => {
  it('is what the rules for study files say', async () => {
    const text = await format(JSON.stringify(studyFileSchema()), {
      parser: 'json',
      printWidth: 100,
    });
    await expect(text).toMatchFileSnapshot(
      fileURLToPath(new URL('schema/study.schema.json', ROOT)),
    );
  });

  it('describes every key', () => {
    const undescribed = Object.entries(properties).filter(
      ([, { description = '' }]) => !description,
    );
    expect(undescribed).toEqual([]);
  });

  it('says what a key is where a file does not give it', () => {
    const shown = Object.entries(properties).flatMap(([name, { default: usual }]) =>
      usual === undefined ? [] : [[name, usual]],
    );
    expect(STUDY_DEFAULTS).toMatchObject(Object.fromEntries(shown) as object);
    expect(shown.length).toBeGreaterThan(15);
  });

  it('refuses keys that it does not know, in every object that it describes', () => {
    const text = JSON.stringify(studyFileSchema());
    const objects = text.split('"type":"object"').length - 1;
    const closed = text.split('"additionalProperties":').length - 1;
    expect([objects, closed]).toEqual([5, 5]);
  });
});

describe('the examples', () => {
  const files = readdirSync(EXAMPLES).filter((name) => name.endsWith('.yaml'));

  it('are more than none', () => {
    expect(files).toEqual(expect.arrayContaining(['nightly.yaml', 'quick.yaml']));
  });

  it.each(files)('%s can be used, and names the schema for editors', (name) => {
    const configuration = configurationFrom({}, `${EXAMPLES}${name}`);
    const schema = z.fromJSONSchema(studyFileSchema());
    expect(
      schema.safeParse(parse(readFileSync(`${EXAMPLES}${name}`, 'utf8'))).error,
    ).toBeUndefined();
    expect(configuration.study).toBe(name.replace('.yaml', ''));
    expect(readFileSync(`${EXAMPLES}${name}`, 'utf8').split('\n')[0]).toBe(
      '# yaml-language-server: $schema=../schema/study.schema.json',
    );
  });
});
