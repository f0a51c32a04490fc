import assert from 'node:assert/strict';
import { createCatalog } from '../../../src/registry/catalog';
import { editDistance, nearestWords } from '../../../src/registry/edit-distance';
import { nearestSentences } from '../../../src/registry/nearest';
import { cog, step } from './made-registry';
import { atOnce } from '../../support/at-once';

const catalog = createCatalog([
  cog(
    'made/crm',
    step('CreateLead', 'create a crm lead'),
    step('CreateContact', 'create a crm contact'),
    step('DeleteLead', 'delete the (?<email>.+) crm lead'),
    step(
      'CheckLead',
      'the (?<field>[a-z_]+) field on crm lead (?<email>.+) should (?<operator>be set|not be|be|contain) ?(?<value>.+)?',
    ),
    step(
      'CheckContact',
      'the (?<field>[a-z_]+) field on crm contact (?<email>.+) should (?<operator>be set|not be|be|contain) ?(?<value>.+)?',
    ),
    step('Member', 'the crm lead (?<email>.+) should be a member of campaign (?<campaign>.+)'),
  ),
  cog(
    'made/web',
    step('Go', 'navigate to (?<url>.+)'),
    step('Click', 'click the page element (?<selector>.+)'),
    step('Shoot', 'take a screenshot'),
    step('Switch', '(?:enable|disable) javascript'),
    step('Cookie', 'delete (the (?<cookie>\\w+) cookie|all cookies)'),
  ),
]);
const nearest = (text: string, count = 1): readonly string[] =>
  nearestSentences(catalog, text, count).map(({ definition }) => definition.stepId);

describe('the nearest sentences', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['When I creat a crm leed', 'CreateLead'],
    ['When I CREATE a CRM contcat', 'CreateContact'],
    ['Then the FirstName feld on crm lead ada@example.com should be Ada', 'CheckLead'],
    ['Then the FirstName field on crm lead shuold contain Ada', 'CheckLead'],
    ['And on crm contact ada@example.com the field email should be x', 'CheckContact'],
    ['Then {{lead}} should be member of the campaign 12', 'Member'],
    ['Given I navigate https://example.com', 'Go'],
    ['I click element #go', 'Click'],
    ['take screenshots', 'Shoot'],
    ['delete crm lead ada@example.com', 'DeleteLead'],
    ['delete the session coookie', 'Cookie'],
    ['enable javscript', 'Switch'],
  ];
  for (const [text, want] of cases) it(text, () => assert.equal(nearest(text)[0], want));

  it('are none for a text about something else', () => {
    for (const text of ['hello world', '', 'Then', 'And ', '…', '{{x}}']) assert.deepEqual(nearest(text, 5), [], text);
  });

  it('come by score, no more than asked for', () => {
    const near = nearestSentences(catalog, 'create a crm laed', 2);
    assert.deepEqual(
      near.map(({ definition }) => definition.stepId),
      ['CreateLead', 'CreateContact'],
    );
    assert.ok((near[0]?.score ?? 0) > (near[1]?.score ?? 0) && (near[0]?.score ?? 2) <= 1);
    assert.equal(nearest('create a crm laed', 0).length, 0);
  });

  it('are nearer where the words stand in order', () => {
    const score = (text: string): number => nearestSentences(catalog, text, 1)[0]?.score ?? 0;
    assert.ok(score('take a screenshot') > score('a screenshot take'));
  });

  it('do not count what begins a step', () => {
    const score = (text: string): number | undefined => nearestSentences(catalog, text, 1)[0]?.score;
    for (const word of ['Given', 'when', 'THEN', 'And', 'But']) assert.equal(score(`${word} take a screenshot`), 1);
    assert.equal(score('take a screenshot'), 1);
  });

  it('take no time to speak of among 600 definitions', () => {
    const words = [
      'the',
      'field',
      'on',
      'lead',
      'contact',
      'should',
      'create',
      'update',
      'delete',
      'company',
      'journey',
    ];
    const expression = (at: number): string =>
      `${words[at % 11] ?? ''} ${words[at % 7] ?? ''}x${at} (?<a>.+) ${words[at % 5] ?? ''} ${words[at % 3] ?? ''}y${at % 300} should (?<op>be|not be) ?(?<v>.+)?`;
    const big = createCatalog([cog('a/b', ...Array.from({ length: 600 }, (_, at) => step(`S${at}`, expression(at))))]);
    atOnce(30, () =>
      nearestSentences(
        big,
        `Then the fieldx33 thinks about leady20, others shuld be not so ${'sure whatever happens '.repeat(7)}`,
        3,
      ),
    );
  });

  it('take no time for a hostile text either', () => {
    atOnce(100, () => {
      for (const text of ['a'.repeat(4096), 'ab '.repeat(1400), 'created '.repeat(500)])
        nearestSentences(catalog, text, 3);
    });
  });
});

describe('how far apart words are', () => {
  const cases: readonly (readonly [string, string, number])[] = [
    ['', '', 0],
    ['abc', 'abc', 0],
    ['abc', 'abd', 1],
    ['abc', 'acb', 1],
    ['abc', 'ab', 1],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['ca', 'abc', 3],
    ['salesforce', 'slaesfroce', 2],
  ];
  for (const [a, b, want] of cases) {
    it(`${a} and ${b}: ${want}`, () => {
      assert.equal(editDistance(a, b, 10), want);
      assert.equal(editDistance(b, a, 10), want);
      if (want > 0) assert.equal(editDistance(a, b, want - 1), want);
    });
  }
});

describe('the nearest words', () => {
  const names = [
    'automatoninc/web',
    'stackmoxie/web',
    'stackmoxie/salesforce',
    'Email',
    'FirstName',
    'x',
    'test.email',
    'test.name',
  ];
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['stackmoxie/wbe', ['stackmoxie/web']],
    ['email', ['Email']],
    ['Firstname', ['FirstName']],
    ['test.emial', ['test.email']],
    ['zzzz', []],
    ['y', []],
    ['', []],
  ];
  for (const [word, want] of cases)
    it(`of ${word === '' ? 'nothing' : word}`, () => assert.deepEqual(nearestWords(word, names, 1), want));

  it('come nearest first, each once, no more than asked for', () => {
    assert.deepEqual(nearestWords('leads', ['lead', 'leads2', 'head', 'lead', 'Leads', 'company'], 3), [
      'Leads',
      'lead',
      'leads2',
    ]);
  });
});
