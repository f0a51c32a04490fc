import assert from 'node:assert/strict';
import { createCatalog } from '../../../src/registry/catalog';
import { contentOfScenario } from '../../../src/sync/model/cloud-content';
import { isSame } from '../../../src/sync/diff/compare';
import { compileFile } from '../../../src/sync/file/compile';
import type { Content } from '../../../src/sync/model/content';
import { numbersOf } from '../../../src/sync/file/numbers';
import { rewriteFile } from '../../../src/sync/file/rewrite';
import { registry, stored } from './made';
import { content, input, madeWorld } from './made-world';

const field = (key: string, type: number) => ({ key, type, optionality: 0, description: key });
const shop = {
  name: 'made/shop',
  label: 'Shop',
  version: '1',
  homepage: '',
  authHelpUrl: '',
  authFieldsList: [],
  stepDefinitionsList: [
    {
      stepId: 'Pay',
      name: 'Pay',
      type: 0,
      expression: 'pay',
      expectedFieldsList: [field('amount', 3), field('code', 1)],
      expectedRecordsList: [],
    },
  ],
};
const language = { catalog: createCatalog([...registry, shop]), now: 0 };

function contentOf(text: string): Content {
  const { content: read, problems } = compileFile(text, language);
  assert.ok(read, JSON.stringify(problems));
  return read;
}
const words = (text: string): readonly string[] => {
  const { asked, refused } = numbersOf(text, contentOf(text), language);
  return [
    ...refused.map(({ line, message }) => `refused ${String(line)}: ${message}`),
    ...asked.map(({ line, message }) => `asked ${String(line)}: ${message}`),
  ];
};

/** Numbers as authors write them, wherever a file may hold them. */
const file = `scenario: Numbers
tokens: { zip: 01234, phone: +491701234567, list: [1.10, 0x1F, 1.10] }
steps:
- step: pay # one
  waitFor: 05
  data:
    amount: 1.10
    code: 007
- cog: made/shop
  stepId: Pay
  name: another
  data:
    amount: 1e3
    codes:
    - 01
    - 0o17
    - .5
linkedScenarios:
  onFail:
    steps:
    - step: pay
      data: { amount: 2.0, code: 12E5 }
`;

describe('numbers that are asked about before they are sent', () => {
  it('are those whose text may be meant: no waits, and no equal ones of numeric fields', () => {
    assert.deepEqual(words(file), [
      'asked 2: 01234 is sent as 1234. To send the text, quote it: "01234".',
      'asked 2: +491701234567 is sent as 491701234567. To send the text, quote it: "+491701234567".',
      'asked 2: 1.10 is sent as 1.1. To send the text, quote it: "1.10".',
      'asked 2: 0x1F is sent as 31. To send the text, quote it: "0x1F".',
      'asked 2: 1.10 is sent as 1.1. To send the text, quote it: "1.10".',
      'asked 8: 007 is sent as 7. To send the text, quote it: "007".',
      'asked 15: 01 is sent as 1. To send the text, quote it: "01".',
      'asked 16: 0o17 is sent as 15. To send the text, quote it: "0o17".',
      'asked 17: .5 is sent as 0.5. To send the text, quote it: ".5".',
      'asked 22: 12E5 is sent as 1200000. To send the text, quote it: "12E5".',
    ]);
  });

  it('are also those of numeric fields that arrive as others, and large integers are refused everywhere', () => {
    const text =
      'scenario: x\ntokens:\n  id: 9007199254740993\nsteps:\n- step: pay\n  data:\n    amount: .inf\n    code: 12345678901234567890\n- step: pay\n  data: { amount: 12345678901234567890 }\n';
    assert.deepEqual(words(text), [
      'refused 3: 9007199254740993 would be sent as 9007199254740992, which is another number. Quote it: "9007199254740993".',
      'refused 8: 12345678901234567890 would be sent as 12345678901234567000, which is another number. Quote it: "12345678901234567890".',
      'refused 10: 12345678901234567890 would be sent as 12345678901234567000, which is another number. Quote it: "12345678901234567890".',
      'asked 7: .inf is sent as null, which is another number. To send the text, quote it: ".inf".',
    ]);
  });

  it('are none where they are quoted', () =>
    assert.deepEqual(words('scenario: x\ntokens: { zip: "01234", id: "9007199254740993" }\nsteps: []\n'), []));
});

describe('numbers of a file that is pulled into', () => {
  it('say the same in the cloud', () => assert.ok(isSame(contentOf(file), contentOfScenario(stored(contentOf(file))))));

  /** What the cloud says, changed, and the file's lines that then differ. */
  const changes: Readonly<Record<string, readonly [change: (now: Content) => Content, lines: readonly string[]]>> = {
    'another token comes': [
      (now) => ({ ...now, tokens: { ...now.tokens, more: 2 } }),
      ['tokens: { zip: 01234, phone: +491701234567, list: [1.10, 0x1F, 1.10], more: 2 }'],
    ],
    'a list in brackets grows at its front': [
      (now) => ({ ...now, tokens: { ...now.tokens, list: [5, 1.1, 31, 1.1] } }),
      ['tokens: { zip: 01234, phone: +491701234567, list: [5, 1.10, 0x1F, 1.10] }'],
    ],
    'a list of lines loses an item': [
      (now) => ({
        ...now,
        steps: now.steps.map((step, at) => (at === 1 ? { ...step, data: { ...step.data, codes: [1, 0.5] } } : step)),
      }),
      ['    - .5'],
    ],
    'a number becomes another': [
      (now) => ({
        ...now,
        steps: now.steps.map((step, at) => (at === 0 ? { ...step, data: { ...step.data, code: 8 } } : step)),
      }),
      ['    code: 8'],
    ],
    'steps change places': [(now) => ({ ...now, steps: [...now.steps].reverse() }), []],
  };
  for (const [title, [change, lines]] of Object.entries(changes)) {
    it(`keep their characters where ${title}`, () => {
      const wanted = change(contentOf(file));
      const made = rewriteFile(file, wanted, language) ?? '';
      assert.ok(isSame(contentOf(made), wanted), made);
      for (const line of lines) assert.ok(made.split('\n').includes(line), made);
      const lost = [...file.matchAll(/01234|\+49\d+|1\.10|0x1F|\b05|1e3|2\.0|12E5|\.5/g)]
        .map(([number]) => number)
        .sort();
      assert.deepEqual(
        [...made.matchAll(/01234|\+49\d+|1\.10|0x1F|\b05|1e3|2\.0|12E5|\.5/g)].map(([number]) => number).sort(),
        lost,
        made,
      );
    });
  }

  it('keep them in steps in brackets that move, and where aliases are written out', () => {
    const flow = 'scenario: x\nsteps: [{ step: pay, data: { code: 007 } }, { step: submit }]\n';
    const now = contentOf(flow);
    assert.equal(
      rewriteFile(flow, { ...now, steps: [...now.steps].reverse() }, language),
      'scenario: x\nsteps: [{ step: submit }, { step: pay, data: { code: 007 } }]\n',
    );
    const aliased =
      'scenario: x\nsteps:\n- step: pay\n  data: &d { code: 007, amount: 1.0 }\n- step: pay\n  data: *d\n';
    const { steps, ...rest } = contentOf(aliased);
    const wanted = {
      ...rest,
      steps: steps.map((step, at) => (at === 0 ? { ...step, data: { code: 8, amount: 1 } } : step)),
    };
    assert.equal(
      rewriteFile(aliased, wanted, language),
      'scenario: x\nsteps:\n- step: pay\n  data: &d { code: 8, amount: 1.0 }\n- step: pay\n  data: { code: 007, amount: 1.0 }\n',
    );
  });
});

describe('a file with numbers that would arrive as others', () => {
  const refused = 'scenario: Big\ntokens:\n  id: 9007199254740993\nsteps:\n- cog: a/b\n  stepId: One\n';

  it('is neither created nor pushed in the cloud, and says what helps', async () => {
    const world = madeWorld();
    world.files.texts.set('Big.crank.yml', refused);
    const plan = await world.engine.planPush({ paths: ['Big.crank.yml'] });
    assert.deepEqual(
      plan.items.map(({ what, note, problems }) => [what, note, problems.map(({ line }) => line)]),
      [['blocked', 'The file contains numbers that would change when sent.', [3]]],
    );
    assert.match(plan.items[0]?.problems[0]?.message ?? '', /Quote it: "9007199254740993"\./);
    assert.deepEqual(
      plan.items.map(({ isChosen }) => isChosen),
      [false],
    );
    await world.engine.apply(plan, { chosen: new Set(['push Big.crank.yml']) });
    assert.equal(world.cloud.records.size, 0);
    world.files.texts.delete('Big.crank.yml');
    world.cloud.put(input(content('Big')));
    await world.engine.apply(await world.engine.planPull('everything'));
    world.files.texts.set('Big.crank.yml', refused);
    const second = await world.engine.planPush('everything');
    assert.deepEqual(
      second.items.map(({ what }) => what),
      ['blocked'],
    );
    world.cloud.change(1, content('Big', { description: 'theirs' }));
    assert.deepEqual(
      (await world.engine.planPush('everything')).items.map(({ what }) => what),
      ['blocked'],
      'a merge sends, too',
    );
    assert.deepEqual(
      (await world.engine.planPull('everything')).items.map(({ what }) => what),
      ['merge'],
      'what the cloud has comes here',
    );
  });

  it('is linked where the cloud says the same: nothing is sent', async () => {
    const world = madeWorld();
    world.cloud.put(input(contentOf(refused)));
    world.files.texts.set('Big.crank.yml', refused);
    const [item] = (await world.engine.planPush({ paths: ['Big.crank.yml'] })).items;
    assert.deepEqual([item?.what, item?.choices?.map(({ what }) => what)], ['link', ['link', 'blocked']]);
  });
});
