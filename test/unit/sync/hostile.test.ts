import assert from 'node:assert/strict';
import fc from 'fast-check';
import { changesFor } from '../../../src/sync/diff/changes';
import { contentOfScenario } from '../../../src/sync/model/cloud-content';
import { differences, isSame } from '../../../src/sync/diff/compare';
import { compileFile } from '../../../src/sync/file/compile';
import type { Content } from '../../../src/sync/model/content';
import { mergeContents } from '../../../src/sync/diff/merge';
import { renderFile, rewriteFile } from '../../../src/sync/file/rewrite';
import { cases, fileText, language, patience, stored } from './made';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    'a\n b\n',
    '# x',
    '{{x}}',
    'yes',
    '<<',
    '1.10',
    'press {{key}}',
    '__proto__',
    'constructor',
    '\r\n',
    'x: y',
  ),
);
const values = fc.dictionary(text, fc.oneof(text, fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' })), { maxKeys: 3 });
const step = fc.record(
  {
    cog: fc.oneof(fc.constant('made/web'), text),
    stepId: fc.oneof(fc.constant('Press'), text),
    name: text,
    data: values,
    waitFor: fc.oneof(fc.double(), fc.nat(9)),
    failAfter: fc.nat(3),
  },
  { requiredKeys: ['cog', 'stepId'] },
);
const scenario = fc
  .record({
    name: text,
    description: text,
    definition: fc.oneof(
      fc.record({ steps: fc.array(step, { maxLength: 3 }), tokens: values, more: fc.jsonValue() }),
      fc.jsonValue(),
    ),
  })
  .map(({ name, description, definition }) =>
    stored({ name, description, tokens: {}, steps: [], settings: {} }, { definition }),
  );

const canBeSaid = ({ name, steps }: Content): boolean =>
  name !== '' && steps.every(({ cog, stepId }) => cog !== '' && stepId !== '');

const isPlain = (content: Content): boolean =>
  [content.name, ...content.steps.flatMap(({ cog, stepId }) => [cog, stepId])].every(
    (written) => !/\p{Cc}/u.test(written),
  ) && !/\\[a-z][^"]*":|"__proto__":/.test(JSON.stringify(content));

describe('whatever a service holds', function () {
  this.timeout(patience);

  it('can be compared, merged and sent; a file says it, new or rewritten', () => {
    fc.assert(
      fc.property(scenario, scenario, fileText, (one, other, file) => {
        const [a, b] = [contentOfScenario(one), contentOfScenario(other)];
        assert.equal(differences(a, b).length === 0, isSame(a, b));
        assert.deepEqual(mergeContents(a, b, b).conflicts, []);
        changesFor(a, b, { folder: () => 1, notificationGroup: () => 1 }, one.definition);
        const made = compileFile(renderFile(a, language), language).content;
        const rewritten = rewriteFile(file, a, language);
        if (!canBeSaid(a)) return;
        assert.ok(made && isSame(made, a), renderFile(a, language));
        // What holds line breaks, characters that nobody sees or names that JavaScript keeps for itself may need the file to be written anew.
        assert.ok(rewritten !== undefined || !isPlain(a), JSON.stringify(a));
        assert.ok(rewritten === undefined || isSame(compileFile(rewritten, language).content ?? b, a), rewritten);
      }),
      cases(25),
    );
  });

  it('is no trouble where it has no end', () => {
    const deep = JSON.parse(`${'[{"a":'.repeat(5_000)}1${'}]'.repeat(5_000)}`) as unknown;
    const bare = stored({ name: 'A', description: '', tokens: {}, steps: [], settings: {} });
    const content = contentOfScenario({ ...bare, definition: { steps: [{ cog: 'a', stepId: 'b', data: { deep } }] } });
    assert.ok(isSame(content, content));
    assert.equal(rewriteFile('scenario: A\nsteps: []\n', content, language), undefined);
    assert.ok(renderFile(content, language).length > 0);
  });
});
