import assert from 'node:assert/strict';
import fc from 'fast-check';
import { differences, isSame } from '../../../src/sync/diff/compare';
import type { Content } from '../../../src/sync/model/content';
import { cases } from './made';
import { applyAll, frameEdit, listEdit, stepEdit } from './made-edits';
import { atOnce } from '../../support/at-once';

const base: Content = {
  name: 'A form',
  description: 'Proves it',
  tokens: { test: { email: 'a@x' } },
  steps: [
    { cog: 'made/web', stepId: 'Press', name: 'press enter', data: { key: 'enter' } },
    { cog: 'made/web', stepId: 'Press', name: 'press enter', data: { key: 'enter' } },
    { cog: 'made/crm', stepId: 'Update', data: { email: 'a@x', deep: { list: [1, 2] } }, waitFor: 5 },
    { cog: 'made/web', stepId: 'Navigate', name: 'navigate to /', data: { url: '/' } },
  ],
  settings: { folder: 'Leads', notificationGroups: ['b', 'a'] },
};
const [press, again, update, go] = base.steps;
assert.ok(press && again && update && go);

const told: Readonly<Record<string, readonly [Content, readonly string[]]>> = {
  nothing: [
    {
      ...base,
      steps: [
        press,
        again,
        { waitFor: 5, data: { deep: { list: [1, 2] }, email: 'a@x' }, stepId: 'Update', cog: 'made/crm' },
        go,
      ],
      settings: { notificationGroups: ['a', 'b'], severity: 1 },
    },
    [],
  ],
  values: [
    { ...base, name: 'B', steps: [press, again, { ...update, data: { email: 'b@x', deep: { list: [1] } } }, go] },
    [
      'The name is "B" instead of "A form"',
      'Step 3: data.email is "b@x" instead of "a@x"',
      'Step 3: data.deep.list is [1] instead of [1,2]',
    ],
  ],
  'what comes and goes': [
    {
      ...base,
      description: '',
      tokens: { test: { email: 'a@x', name: 'Ada' } },
      steps: [press, go, { cog: 'x/y', stepId: 'Z' }],
    },
    [
      'The description was removed; it was "Proves it"',
      'The token test.name was added: "Ada"',
      'Step 2 was removed: press enter',
      'Step 3 was removed: Update (made/crm)',
      'Step 3 was added: Z (x/y)',
    ],
  ],
  'what moves': [{ ...base, steps: [go, press, again, update] }, ['Step 1 was moved; it was Step 4: navigate to /']],
  'settings that both name': [
    { ...base, settings: { folder: null, severity: 1 } },
    ['folder is null instead of "Leads"'],
  ],
  'linked scenarios': [
    { ...base, linkedScenarios: { onFail: { templateId: 4, steps: [go] } } },
    ['linkedScenarios.onFail.templateId was added: 4', 'Step 1 of onFail was added: navigate to /'],
  ],
};

describe('differences', () => {
  for (const [name, [after, words]] of Object.entries(told)) {
    it(`tell ${name}`, () => {
      assert.deepEqual(
        differences(base, after).map((one) => one.words),
        words,
      );
      assert.equal(isSame(base, after), words.length === 0);
    });
  }

  it('are there if and only if two contents are not the same', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(stepEdit, listEdit, frameEdit), { maxLength: 3 }), (edits) => {
        const after = applyAll(base, edits);
        assert.equal(differences(base, after).length === 0, isSame(base, after));
        assert.equal(differences(after, base).length === 0, isSame(after, base));
      }),
      cases(60),
    );
  });

  it('of a thousand steps are found in no time that an author notices', () => {
    const many = (change: number): Content => ({
      ...base,
      steps: Array.from({ length: 3_000 }, (_, index) => ({
        ...update,
        data: { email: `${index}@x`, n: index % 3 === change ? change : -1 },
      })),
    });
    assert.ok(atOnce(3_000, () => differences(many(1), many(2))).length > 0);
  });
});
