import assert from 'node:assert/strict';
import fc from 'fast-check';
import { completeAt } from '../../../../src/language/completion/complete';
import type { CompletionItem } from '../../../../src/language/completion/item';
import { createCatalog, type Catalog } from '../../../../src/registry/catalog';
import type { StepDefinition } from '../../../../src/registry/definition';
import { resolveSentence } from '../../../../src/registry/resolve';
import { sentenceTemplate, type Placeholder } from '../../../../src/registry/template';
import { isTextStep } from '../../../../src/scenario/model';
import { parseScenario } from '../../../../src/scenario/parse';
import { madeExpression } from '../../registry/made-expressions';
import { cog, step } from '../../registry/made-registry';
import { itWithCorpus } from '../../../support/corpus';
import { rounds } from '../../../support/rounds';
import { atCursor, catalog as own, knowledge } from '../scene';
import { accept, expandStops, stopsOf } from './accept';

const head = 'scenario: S\ndescription: D\nsteps:\n';
const places = ['- step: ¦', '- step: "¦"', "- step: '¦'", '- ¦', '- { step: ¦ }', '- step: Then ¦'];

/** The items of sentences at a place, with what they are about. Of a large registry they come in several goes. */
function sentencesAt(catalog: Catalog, place: string): readonly (readonly [CompletionItem, StepDefinition])[] {
  const { scenario, offset } = atCursor(head + place, { ...knowledge, catalog });
  const shown = (): readonly CompletionItem[] =>
    completeAt(scenario, offset).items.filter(({ kind }) => kind === 'sentence');
  let items = shown();
  for (let before = -1; before < items.length; items = shown()) before = items.length;
  return items.flatMap((item) =>
    item.subject && 'definition' in item.subject ? [[item, item.subject.definition] as const] : [],
  );
}

/** What an author does at the tab stops of a sentence: a text for some of its keys, the others are left as they are. */
type Doing = ReadonlyMap<string, string>;

/** Each choice taken, each stop typed over, each optional one typed into, alone and all together. */
function doingsOf(placeholders: readonly Placeholder[], item: CompletionItem): readonly Doing[] {
  const stops = stopsOf(item.insert).slice(0, placeholders.length);
  const each = placeholders.flatMap(({ key, example }, index): [string, string][] =>
    stops[index]?.isChoice === true ? stops[index].texts.map((text) => [key, text]) : [[key, example]],
  );
  const last = new Map(each);
  return [
    new Map(),
    last,
    ...each.map(([key, text]) => new Map([[key, text]])),
    ...each.map(([key, text]) => new Map([...last, [key, text]])),
  ];
}

/** Accepts an item, does something at its tab stops, and holds what the file says then against that. */
function isReadAsMeant(
  catalog: Catalog,
  place: string,
  [item, definition]: readonly [CompletionItem, StepDefinition],
): number {
  const template = sentenceTemplate(definition) ?? assert.fail(definition.stepId);
  const all = template.parts.flatMap((part) => (typeof part === 'string' ? [] : [part]));
  const count = stopsOf(item.insert.split('\n')[0] ?? '').length;
  // A place that cannot be left empty without harm is not offered.
  const placeholders =
    count === all.length ? all : all.filter(({ optional, choices }) => !optional || choices !== undefined);
  assert.equal(placeholders.length, count, item.insert);
  const doings = doingsOf(placeholders, item);
  for (const doing of doings) {
    const wanted = new Map(all.map(({ key }) => [key, '']));
    const text = expandStops(item.insert, ({ number, texts }) => {
      const key = placeholders[number - 1]?.key;
      const put = (key !== undefined ? doing.get(key) : undefined) ?? texts[0] ?? '';
      if (key !== undefined) wanted.set(key, put);
      return put;
    });
    const file = accept(atCursor(head + place).text, item, text);
    const parsed = parseScenario(file).scenario?.steps[0];
    assert.ok(parsed && isTextStep(parsed), file);
    const found = resolveSentence(catalog, parsed.step, parsed.data ?? {});
    assert.equal(found?.definition, definition, `${parsed.step} of ${item.insert}`);
    assert.deepEqual(
      Object.fromEntries(all.map(({ key }) => [key, found.data[key] ?? ''])),
      Object.fromEntries(wanted),
      `${parsed.step} of ${item.insert}`,
    );
  }
  return doings.length;
}

function checkAll(catalog: Catalog): number {
  let count = 0;
  for (const place of places)
    for (const sentence of sentencesAt(catalog, place)) count += isReadAsMeant(catalog, place, sentence);
  return count;
}

const withSteps = (...expressions: readonly string[]): Catalog =>
  createCatalog([cog('a/b', ...expressions.map((expression, index) => step(`S${String(index)}`, expression)))]);
const plain = (catalog: Catalog): readonly string[] =>
  sentencesAt(catalog, '- step: Then ¦').map(([{ insert }]) => insert);

describe('a sentence that was accepted', () => {
  it('means its definition with the values that were typed, whatever is done at its tab stops', () => {
    assert.ok(checkAll(own) > 200);
  });

  it('has the space before an optional value outside of the tab stop', () => {
    const should = '(?<op>be set|be) ?(?<value>.+)?';
    assert.deepEqual(plain(withSteps(`it should ${should}`)), ['it should ${1|be set,be|} $2']);
    assert.ok(
      checkAll(
        withSteps(
          `it should ${should}`,
          'wait(?: (?<time>\\d+))? now',
          'look( at (?<what>.+))?$',
          'see(?: (?<what>.+))?$',
        ),
      ) > 20,
    );
  });

  it('offers no optional value that cannot be left empty', () => {
    assert.deepEqual(plain(withSteps('wait(?: (?<time>\\d+))? now')), ['I wait now']);
  });

  it('is not led by a keyword that its first value would swallow', () => {
    assert.deepEqual(plain(withSteps('(?<domain>.+) should be (?<state>up|down)')), [
      '${1:domain} should be ${2|up,down|}',
    ]);
    assert.ok(checkAll(withSteps('(?<domain>.+) should be (?<state>up|down)', '^open (?<what>.+)')) > 20);
  });

  it('starts with values that are understood', () => {
    assert.deepEqual(plain(withSteps('wait (?<seconds>\\d+) s for (?<name>\\w+)')), ['I wait ${1:5} s for ${2:name}']);
  });

  it('means its definition, whatever the expressions', function () {
    this.timeout(0);
    let count = 0;
    const property = fc.property(fc.array(madeExpression, { minLength: 1, maxLength: 4 }), (expressions) => {
      count += checkAll(withSteps(...expressions));
    });
    fc.assert(property, { numRuns: Math.min(rounds(50), 2000) });
    assert.ok(count > 100, String(count));
  });

  itWithCorpus('means its definition in each real registry', function ({ registries }) {
    this.timeout(0);
    for (const registry of registries) assert.ok(checkAll(createCatalog(registry)) > 10, String(registry[0]?.name));
  });
});
