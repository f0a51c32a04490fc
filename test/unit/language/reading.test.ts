import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { coloredParts } from '../../../src/language/display/semantic-tokens';
import { symbolsOf } from '../../../src/language/structure/file-symbols';
import { foldsOf } from '../../../src/language/structure/folding';
import { hintsIn, type HintKind } from '../../../src/language/display/inlay-hints';
import { linksOf, type Link } from '../../../src/language/navigate/links';
import { outlineOf, type OutlineItem } from '../../../src/language/structure/outline';
import { selectionsAt } from '../../../src/language/structure/selection';
import { spanInFile } from '../../../src/scenario/document/offsets';
import type { Span } from '../../../src/scenario/document/tree';
import { atCursor, knowledge, readText } from './scene';

const folder = 'test/unit/language/reading';
const text = readFileSync(`${folder}/shown.crank.yml`, 'utf8');
const known = { ...knowledge, organization: { templates: [{ id: 7, name: 'Clean up' }] } };
const scenario = readText(text, known);

/** Holds a drawing to the golden of its name. */
function golden(name: string, drawing: string): void {
  const file = `${folder}/${name}.golden`;
  if (process.env['UPDATE_GOLDENS'] === '1') {
    assert.ok(!process.env['CI'], 'Goldens are written by people, not by CI. Unset UPDATE_GOLDENS.');
    writeFileSync(file, `${drawing}\n`);
  }
  assert.equal(`${drawing}\n`, readFileSync(file, 'utf8'));
}

/** The file with something put in at offsets. */
const withMarks = (marks: readonly { readonly at: number; readonly mark: string }[]): string =>
  [...marks]
    .sort((a, b) => b.at - a.at)
    .reduce((drawn, { at, mark }) => drawn.slice(0, at) + mark + drawn.slice(at), text);
const slice = ({ start, end }: Span): string => text.slice(start, end);

const drawItem = ({ name, detail, kind, span, nameSpan, children }: OutlineItem, indent = ''): string =>
  [
    `${indent}${kind} ${name}${detail === '' ? '' : ` — ${detail}`} | ${JSON.stringify(slice(nameSpan))} in ${JSON.stringify(slice(span))}`,
    ...children.map((child) => drawItem(child, `${indent}  `)),
  ].join('\n');

const targetOf = ({ target }: Link): string =>
  target.kind === 'template' ? `template ${String(target.id)} ${target.name}` : `${target.kind} ${target.url}`;

describe('reading a scenario', () => {
  it('colours what sentences capture and tokens by what stands behind them', () =>
    golden(
      'colors',
      withMarks(
        coloredParts(scenario).flatMap(({ span, kind, source }) => [
          { at: span.start, mark: `‹${source ?? kind}:` },
          { at: span.end, mark: '›' },
        ]),
      ),
    ));

  it('gives of a range only the colours of its steps', () => {
    const at = text.indexOf('- cog:');
    assert.deepEqual(
      coloredParts(scenario, spanInFile({ start: at, end: at + 10 })).map(({ span }) => slice(span)),
      ['web.page.title', 'nobody', 'nobody'],
    );
  });

  it('hints at cogs and at fields, each where it is asked for', () => {
    const hints = (kinds: readonly HintKind[], range = spanInFile({ start: 0, end: text.length })) =>
      hintsIn(scenario, range, new Set(kinds));
    golden(
      'hints',
      withMarks(
        hints(['cog', 'value']).map(({ at, kind, text: words }) => ({
          at,
          mark: kind === 'cog' ? `‹${words}›` : `‹${words}:›`,
        })),
      ),
    );
    assert.deepEqual(
      hints(['cog']).map(({ text: words }) => words),
      ['Acme Web', 'Acme CRM'],
    );
    assert.deepEqual(
      hints(['cog'], spanInFile({ start: text.indexOf('- step: >'), end: text.length })).map(
        ({ text: words }) => words,
      ),
      ['Acme CRM'],
    );
  });

  it('has an outline of tokens and steps', () =>
    golden(
      'outline',
      outlineOf(scenario)
        .map((item) => drawItem(item))
        .join('\n'),
    ));

  it('has an outline when it is broken, without a registry and for what is no step', () => {
    const names = (content: string, what = knowledge): readonly string[] =>
      outlineOf(readText(content, what)).map(({ name, kind }) => `${kind} ${name}`);
    assert.deepEqual(
      names('tokens:\n  a: [\nsteps:\n- step: "open\n'),
      names('tokens:\n  a: [\nsteps:\n- step: "open\n', { now: knowledge.now }),
    );
    assert.deepEqual(
      names('steps:\n- step: send soon\n- cog: a/b\n  stepId: C\n- name: Named\n- just text\n-\n', {
        now: knowledge.now,
      }),
      ['step send soon', 'step C (a/b)', 'step Named', 'step (unnamed step)'],
    );
    assert.deepEqual(names('steps: [{ step: send soon }]\n'), ['action send soon']);
  });

  it('is found by its name and its steps', () =>
    golden(
      'symbols',
      symbolsOf(scenario)
        .map(
          ({ name, container, kind, start, end }) =>
            `${kind} ${name}${container === '' ? '' : ` (${container})`} ${String(start.line)}:${String(start.character)}-${String(end.line)}:${String(end.character)}`,
        )
        .join('\n'),
    ));

  it('folds steps, values, comments and regions', () => {
    const folds = new Map(
      foldsOf(scenario).map(({ first, last, kind }) => [first, `${String(last + 1).padStart(4)} ${kind}`]),
    );
    golden(
      'folding',
      text
        .trimEnd()
        .split('\n')
        .map((line, index) => `${(folds.get(index) ?? '').padEnd(12)}| ${String(index + 1).padStart(2)} ${line}`)
        .join('\n'),
    );
  });

  it('has links', () =>
    golden(
      'links',
      linksOf(scenario)
        .map((link) => `${JSON.stringify(slice(link.span))} → ${targetOf(link)}`)
        .join('\n'),
    ));

  it('selects more and more', () => {
    const marked = text.replace('{{test.email}} should', '{{test.em¦ail}} should');
    golden('selection', selections(marked).join('\n'));
    assert.deepEqual(selections('steps:\n- step: send "so¦on" now\n').slice(0, 3), [
      'soon',
      '"soon" now',
      'send "soon" now',
    ]);
    assert.deepEqual(selections("steps:\n- step: 'the cat ¦ walks'\n").slice(0, 3), [
      'the cat  walks',
      "'the cat  walks'",
      "step: 'the cat  walks'",
    ]);
    assert.deepEqual(selections('sc¦enario: x\ntokens: { a: 1 }\n'), [
      'scenario',
      'scenario: x',
      'scenario: x\ntokens: { a: 1 }',
      'scenario: x\ntokens: { a: 1 }\n',
    ]);
  });
});

const selections = (marked: string): readonly string[] => {
  const { scenario: read, offset, text: content } = atCursor(marked);
  return selectionsAt(read, offset).map(({ start, end }) => content.slice(start, end));
};
