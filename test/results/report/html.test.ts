import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeHtml, inlineJson, markup } from '../../../src/results/report/html.js';

describe('markup', () => {
  it('escapes what is interpolated, in text and in attributes', () => {
    expect(markup`<p title="${`"><i>'`}">${'<b> & '}</p>`.text).toBe(
      '<p title="&quot;&gt;&lt;i&gt;&#39;">&lt;b&gt; &amp; </p>',
    );
  });

  it('takes markup, lists, numbers and nothing as they are', () => {
    expect(markup`${[markup`<i>${1}</i>`, 'x', null]}${0}`.text).toBe('<i>1</i>x0');
  });

  it('spells out what would turn, hide or break a text', () => {
    expect(escapeHtml('a\u202eb\u0000c\nd\ud800')).toBe('a\\u202eb\\u0000c\\u000ad\\ud800');
  });

  it('never lets a text make markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/);
      }),
    );
  });
});

describe('JSON in a script element', () => {
  it('cannot end the element or open a comment', () => {
    const text = inlineJson({ name: '</script><!--', line: '\u2028\u2029' });
    expect(text).toBe('{"name":"\\u003c/script\\u003e\\u003c!--","line":"\\u2028\\u2029"}');
  });

  it('reads back as what it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain = JSON.parse(JSON.stringify({ value })) as object;
        expect(JSON.parse(inlineJson(plain))).toEqual(plain);
      }),
    );
  });
});
