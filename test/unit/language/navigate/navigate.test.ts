import assert from 'node:assert/strict';
import { definitionAt, originAt, referencesAt } from '../../../../src/language/navigate/references';
import { prepareRename, renameToken } from '../../../../src/language/navigate/rename';
import { definitionOfStepAt, stepsLike } from '../../../../src/language/navigate/similar-steps';
import { fileStart } from '../../../../src/scenario/document/offsets';
import { applyEdits } from '../../../../src/scenario/edit/text-edit';
import { atCursor } from '../scene';

const file = (steps: string, tokens = ''): string => `scenario: x\ndescription: x\n${tokens}steps:\n${steps}`;
const declared = 'tokens:\n  user: { email: ada@acme.test, name: Ada }\n  plain: x\n';

/** The spans of a text that are found, each as its line and the words in it. */
function show(text: string, spans: readonly { readonly start: number; readonly end: number }[]): readonly string[] {
  return spans.map(({ start, end }) => `${String(text.slice(0, start).split('\n').length)} ${text.slice(start, end)}`);
}

const goTo = (marked: string): readonly string[] => {
  const { text, offset, scenario } = atCursor(marked);
  return show(
    text,
    definitionAt(scenario, offset).map(({ selection }) => selection),
  );
};

const find = (marked: string, includeDeclaration = true): readonly string[] => {
  const { text, offset, scenario } = atCursor(marked);
  return show(text, referencesAt(scenario, offset, { includeDeclaration }));
};

const rename = (marked: string, name: string): string => {
  const { text, offset, scenario } = atCursor(marked);
  const renaming = renameToken(scenario, offset, name);
  return 'refusal' in renaming ? renaming.refusal : applyEdits(text, renaming.edits);
};

const words = (marked: string): string => {
  const { text, offset, scenario } = atCursor(marked);
  const prepared = prepareRename(scenario, offset);
  return 'refusal' in prepared
    ? prepared.refusal
    : `${text.slice(prepared.word.start, prepared.word.end)} ${prepared.name}`;
};

describe('definition and references of tokens', () => {
  it('lead to the key that declares, at the part of the name where the cursor is', () => {
    assert.deepEqual(goTo(file('- step: I navigate to {{user.em¦ail}}\n', declared)), ['4 email']);
    assert.deepEqual(goTo(file('- step: I navigate to {{us¦er.email}}\n', declared)), ['4 user']);
    assert.deepEqual(goTo(file('- step: I navigate to {{plain}}¦\n', declared)), ['5 plain']);
    assert.deepEqual(goTo(file('- step: I navigate to {{¦nowhere}}\n', declared)), []);
    assert.deepEqual(goTo(file('- step: I navigate to {{date(tomorrow)¦}}\n', declared)), []);
  });

  it('take a flat key with dots before a nested one', () => {
    const tokens = 'tokens:\n  user: { email: a }\n  user.email: b\n';
    assert.deepEqual(goTo(file('- step: I navigate to {{us¦er.email}}\n', tokens)), ['5 user.email']);
    assert.deepEqual(find(file('- step: I navigate to {{user.email}}\n', tokens.replace('user:', 'u¦ser:'))), [
      '4 user',
    ]);
  });

  it('lead to the last step before that gives a record, and to the first behind where none is before', () => {
    const navigate = '- step: Given I navigate to https://acme.test/';
    const steps = `${navigate}1\n${navigate}2\n- step: Then the page should contain {{web.page.ti¦tle}}\n${navigate}3\n`;
    assert.deepEqual(goTo(file(steps)), ['5 Given I navigate to https://acme.test/2']);
    assert.deepEqual(goTo(file(`- step: Then the page should contain {{web.page.ti¦tle}}\n${navigate}3\n`)), [
      '5 Given I navigate to https://acme.test/3',
    ]);
    assert.deepEqual(find(file(steps)), ['5 Given I navigate to https://acme.test/2', '6 {{web.page.title}}']);
  });

  it('find all uses, those of nested names and those around the steps too', () => {
    const steps =
      '- step: I navigate to {{user.email}}\n- step: fill out {{user.name}} with {{plain}}\nstackmoxie:\n  note: "{{user}}"\n';
    assert.deepEqual(find(file(steps, declared.replace('user', 'u¦ser'))), [
      '4 user',
      '7 {{user.email}}',
      '8 {{user.name}}',
      '10 {{user}}',
    ]);
    assert.deepEqual(find(file(steps, declared.replace('email', 'em¦ail')), false), ['7 {{user.email}}']);
    assert.deepEqual(find(file('- step: I navigate to {{nobody}} {{nobody¦}}\n')), ['4 {{nobody}}', '4 {{nobody}}']);
  });

  it('say which word they are of', () => {
    const { text, offset, scenario } = atCursor(file('- step: I navigate to {{user.em¦ail}}\n', declared));
    assert.deepEqual(show(text, [originAt(scenario, offset) ?? assert.fail()]), ['7 email']);
    assert.deepEqual(goTo(file('- step: I nav¦igate to x\n', declared)), []);
  });
});

describe('rename of tokens', () => {
  it('changes declaration and uses, of a nested name the part at the cursor', () => {
    const steps = '- step: I navigate to {{user.em¦ail}} {{user.name}}\n- step: "{{user.email}} \\" {{user.email}}"\n';
    assert.equal(
      rename(file(steps, declared), 'mail'),
      file(
        '- step: I navigate to {{user.mail}} {{user.name}}\n- step: "{{user.mail}} \\" {{user.mail}}"\n',
        declared.replace('email', 'mail'),
      ),
    );
    assert.equal(
      rename(file(steps.replace('¦', '').replace('{{us', '{{us¦'), declared), 'person'),
      file(steps.replace('¦', '').replaceAll('user', 'person'), declared.replace('user', 'person')),
    );
  });

  it('quotes a key that needs it, keeps line ends, and escapes in quotes', () => {
    assert.equal(
      rename(file('- step: I navigate to {{pla¦in}}\n', declared).replaceAll('\n', '\r\n'), '1.10'),
      file('- step: I navigate to {{1.10}}\n', declared.replace('plain', '"1.10"')).replaceAll('\n', '\r\n'),
    );
    assert.equal(
      rename(file(`- step: 'I navigate to {{pla¦in}}'\n`, declared), "it's"),
      file(`- step: 'I navigate to {{it''s}}'\n`, declared.replace('plain', "it's")),
    );
  });

  it('changes the uses of what nobody declares, also to what somebody does', () => {
    assert.equal(
      rename(file('- step: I navigate to {{pl¦ane}} {{plane}}\n', declared), 'plain'),
      file('- step: I navigate to {{plain}} {{plain}}\n', declared),
    );
  });

  it('says which word it changes, or why it does not', () => {
    assert.equal(words(file('- step: I navigate to {{user.em¦ail}}\n', declared)), 'email email');
    assert.equal(words(file('- step: I navigate to x\n', declared.replace('plain', 'pl¦ain'))), 'plain plain');
    assert.match(words(file('- step: I navigate to {{date(tom¦orrow)}}\n')), /Change its phrase/);
    assert.match(
      words(file('- step: I navigate to x\n- step: the page should contain {{web.page.ti¦tle}}\n')),
      /^Step 1 provides this value/,
    );
    assert.match(words(file('- step: I nav¦igate to x\n')), /Only tokens can be renamed/);
  });

  it('refuses names that are taken, that are none, and that would break the file', () => {
    const marked = file('- step: I navigate to {{pl¦ain}} {{other}}\n', declared);
    assert.match(rename(marked, 'user'), /A token "user" already exists/);
    assert.match(rename(marked, 'user.email'), /A token "user.email" already exists/);
    assert.match(rename(marked, 'other'), /already used/);
    for (const name of ['', 'a}b', 'a\nb', '{{a}}']) assert.match(rename(marked, name), /not a valid token name/, name);
    assert.match(rename(marked, 'date(today)'), /would be read as a date/);
    assert.match(rename(marked, 'a: b'), /cannot replace the name/);
    assert.match(rename(file('- step: I navigate to {{user.em¦ail}}\n', declared), 'e.mail'), /cannot contain dots/);
    assert.match(
      rename(file('- step: I navigate to {{us¦er.email}}\n- step: "open\n', declared), 'a'),
      /Fix the file’s errors/,
    );
  });

  it('refuses where an anchor or a merge key would carry it on', () => {
    const tokens = 'base: &base { plain: x }\ntokens: *base\n';
    assert.match(rename(file('- step: I navigate to {{pl¦ain}}\n', tokens), 'other'), /alias or a merge key/);
    assert.match(
      rename(file('- step: I navigate to {{pl¦ain}}\nstackmoxie: *t\n', 'tokens: &t { plain: x }\n'), 'other'),
      /anchors and aliases/,
    );
  });
});

describe('steps that are alike', () => {
  it('are those of one definition, in whichever form', () => {
    const { text, offset, scenario } = atCursor(
      file(
        '- step: I navi¦gate to x\n- step: the page should contain x\n- cog: acme/web\n  stepId: NavigateToPage\n  data: { url: x }\n- { name: Home, cog: acme/web, stepId: NavigateToPage }\n',
      ),
    );
    const definition = definitionOfStepAt(scenario, offset) ?? assert.fail();
    assert.deepEqual(
      show(
        text,
        stepsLike(scenario, definition).map(({ selection }) => selection),
      ),
      ['4 I navigate to x', '7 NavigateToPage', '9 Home'],
    );
    assert.equal(definitionOfStepAt(scenario, fileStart), undefined);
  });
});
