import assert from 'node:assert/strict';
import { fillTemplate } from '../../../../src/language/core/fill-template';
import { fixAll } from '../../../../src/language/actions/fix-all';
import { datePhrasesLike } from '../../../../src/language/actions/fix-dates';
import { actionsAt } from '../../../../src/language/actions/actions-at';
import { openScenario } from '../../../../src/language/check/live-scenario';
import { sentenceTemplate } from '../../../../src/registry/template';
import { applyEdits } from '../../../../src/scenario/edit/text-edit';
import { spanInFile } from '../../../../src/scenario/document/offsets';
import { catalog, cursorAt, knowledge } from '../scene';

const template = (cog: string, stepId: string): NonNullable<ReturnType<typeof sentenceTemplate>> => {
  const definition = catalog.definition(cog, stepId);
  return (definition && sentenceTemplate(definition)) ?? assert.fail(stepId);
};

const mend = (text: string): string => {
  const live = openScenario(text);
  return applyEdits(text, fixAll(live.read(knowledge), live.problems(knowledge)));
};

describe('values of a misspelt sentence', () => {
  const field = template('acme/crm', 'ContactField');

  it('are taken from between its words', () => {
    assert.equal(
      fillTemplate(field, 'teh email field on crm contcat ada@acme.test shuold contain 5 of it').trim(),
      'the email field on crm contact ada@acme.test should contain 5 of it',
    );
    assert.equal(
      fillTemplate(template('acme/web', 'FillField'), 'fill {{user.name}} with {{date(1 day ago)}}'),
      'fill out {{user.name}} with {{date(1 day ago)}}',
    );
  });

  it('become those that a choice allows, and names where there is none', () => {
    assert.match(
      fillTemplate(field, 'the email field on crm contact should be'),
      /^the email field on crm contact \{email\} should be/,
    );
    assert.equal(
      fillTemplate(template('acme/web', 'PageText'), 'the page should not contian x'),
      'the page should not contain x',
    );
  });

  it('are not looked for in a page of words', () => {
    assert.match(fillTemplate(field, 'the email field '.repeat(50)), /^the \{field\} field/);
  });
});

describe('phrases like a date', () => {
  it('are spelt right, or have a word less', () => {
    assert.deepEqual(datePhrasesLike('3 dais from now', knowledge.now), ['3 days from now']);
    assert.ok(datePhrasesLike('3 business days from now', knowledge.now).includes('3 days from now'));
    assert.deepEqual(datePhrasesLike('when the cows come home', knowledge.now), []);
    assert.deepEqual(datePhrasesLike('day '.repeat(300), knowledge.now), []);
  });
});

describe('fix all', () => {
  const frame = 'scenario: x\ndescription: x\nsteps:\n';

  it('quotes tokens, and removes what a sentence says already', () => {
    const text = `${frame}- step: I navigate to x   # a\n  cog: acme/web   # b\n  stepId: NavigateToPage\n  data: { z: {{b}} }\n- { step: I navigate to y, data: { a: {{b}}, c: {{d}} } }\n`;
    assert.equal(
      mend(text),
      `${frame}- step: I navigate to x   # a\n  # b\n  data: { z: "{{b}}" }\n- { step: I navigate to y, data: { a: "{{b}}", c: "{{d}}" } }\n`,
    );
  });

  it('leaves what may be meant otherwise', () => {
    const text = `${frame}- step: I navigate to x\n  cog: acme/mail\n  stepId: Send\n- step: I walk\n  cog: acme/web\n  stepId: NavigateToPage\n`;
    assert.equal(mend(text), text);
  });

  it('works in a file that is read as one', () => {
    assert.equal(
      mend(`tokens: &t { a: {{b}} }\n${frame}- step: {{c}} and more   # why\n`),
      `tokens: &t { a: "{{b}}" }\n${frame}- step: "{{c}} and more"   # why\n`,
    );
  });
});

describe('a selection', () => {
  const extracted = (marked: string): string => {
    const [before = '', selected = '', behind = ''] = marked.split('¦');
    const text = before + selected + behind;
    const live = openScenario(text);
    const [action] = actionsAt(
      live.read(knowledge),
      spanInFile({ start: before.length, end: before.length + selected.length }),
      [],
    ).filter(({ kind }) => kind === 'refactor.extract');
    return action ? applyEdits(text, action.edits() ?? assert.fail()).slice('scenario: x\n'.length) : 'nothing';
  };

  it('becomes a token, named by the field it is in', () => {
    assert.equal(
      extracted('scenario: x\nsteps:\n- step: I navigate to https://¦acme.test¦/a\n'),
      'tokens:\n  url: acme.test\nsteps:\n- step: I navigate to https://{{url}}/a\n',
    );
    assert.equal(
      extracted('scenario: x\nsteps:\n- step: "I ¦navigate¦ to \\"x"\n'),
      'tokens:\n  value: navigate\nsteps:\n- step: "I {{value}} to \\"x"\n',
    );
    assert.equal(
      extracted('scenario: x\nsteps:\n- step: I walk\n  data: { a: "¦one¦ two" }\n'),
      'tokens:\n  a: one\nsteps:\n- step: I walk\n  data: { a: "{{a}} two" }\n',
    );
  });

  it('of more than a text is left alone', () => {
    for (const marked of [
      '- ¦step: I¦ walk',
      '- step: I {{¦a¦}}',
      '- step: I¦ {{a}}¦',
      '- ¦step¦: I',
      '- step: "I \\¦""¦',
    ])
      assert.equal(extracted(`scenario: x\nsteps:\n${marked}\n`), 'nothing', marked);
  });
});

describe('actions of a long file', () => {
  it('change nothing but their step and the tokens', () => {
    const lines = Array.from(
      { length: 400 },
      (_, index) => `- step: Then the page should contain word ${String(index)} and more\n`,
    );
    const text = `scenario: x\r\ndescription: x\r\nsteps:\r\n${lines.join('').replaceAll('\n', '\r\n')}`;
    const live = openScenario(text);
    const at = text.indexOf('word 200');
    for (const action of actionsAt(live.read(knowledge), cursorAt(at), live.problems(knowledge))) {
      const after = applyEdits(text, action.edits() ?? assert.fail(action.title));
      assert.doesNotMatch(after, /[^\r]\n/, action.title);
      const [old, made] = [text.split('\r\n'), after.split('\r\n')];
      assert.deepEqual(
        old.filter((line) => !made.includes(line) && !line.includes('word 200')),
        [],
        action.title,
      );
    }
  });

  it('wait to be chosen where the whole of it must be read', () => {
    const lines = Array.from({ length: 800 }, () => '- step: Then the page should contain {{x}}\n');
    const live = openScenario(`scenario: &a x\ndescription: *a\nsteps:\n${lines.join('')}`);
    const at = live.length - 5;
    const actions = actionsAt(live.read(knowledge), cursorAt(at), live.problems(knowledge));
    assert.ok(actions.length > 2 && actions.every(({ isSlow }) => isSlow));
    assert.ok(actions.every((action) => action.edits() !== undefined));
  });
});
