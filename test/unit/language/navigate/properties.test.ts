import assert from 'node:assert/strict';
import { definitionAt, referencesAt } from '../../../../src/language/navigate/references';
import { prepareRename, renameToken } from '../../../../src/language/navigate/rename';
import { openScenario } from '../../../../src/language/check/live-scenario';
import { inFile, shifted, type InFile } from '../../../../src/scenario/document/offsets';
import { readTree } from '../../../../src/scenario/document/read-tree';
import { applyEdits } from '../../../../src/scenario/edit/text-edit';
import { applyChange, createRandom, documents, mutate } from '../../scenario/document/mutations';
import { commentsIn } from '../../scenario/made-scenarios';
import { knowledge } from '../scene';
import { rounds } from '../../../support/rounds';

const texts = [
  ...documents,
  `scenario: Tokens
description: x
tokens:
  user: { email: ada@acme.test, 'zip code': "00123" }   # who
  user.name: Ada
  "1.10": x
steps:
- step: 'Given I navigate to {{user.email}} {{user.zip code}}'
- step: "fill out {{user.name}} with \\"{{1.10}}\\" {{nobody.email}} {{nobody.email}}"   # 👩‍🚀
- step: >-
    Then the page should contain
    {{user.email}} {{web.page.title}}
  data: { a: '{{user}}', b: ["{{user.name}}", "{{date(today)}}"] }
stackmoxie: { note: "{{user.email}}" }
`,
];
const count = Math.ceil(rounds(80) / 10);
const errors = (text: string): number => readTree(text).problems.length;

function tryAt(text: string, offset: InFile): void {
  const scenario = openScenario(text).read(knowledge);
  const spans = [
    ...referencesAt(scenario, offset, { includeDeclaration: true }),
    ...definitionAt(scenario, offset).flatMap(({ span, selection }) => [span, selection]),
  ];
  assert.ok(spans.every(({ start, end }) => 0 <= start && start <= end && end <= text.length));
  const prepared = prepareRename(scenario, offset);
  const renaming = renameToken(scenario, offset, 'other_1');
  if ('refusal' in prepared || 'refusal' in renaming) return;
  const after = applyEdits(text, renaming.edits);
  assert.equal(errors(after), errors(text), after);
  assert.deepEqual(commentsIn(after), commentsIn(text), after);
  const shift = renaming.edits
    .filter(({ start }) => start < prepared.word.start)
    .reduce((sum, edit) => sum + edit.text.length - (edit.end - edit.start), 0);
  const there = openScenario(after).read(knowledge);
  const at = shifted(prepared.word.start, shift);
  assert.equal(
    referencesAt(there, at, { includeDeclaration: true }).length,
    referencesAt(scenario, prepared.word.start, { includeDeclaration: true }).length,
    after,
  );
  const back = renameToken(there, at, prepared.name);
  // A plain key may have needed quotes, and a name may have been folded over two lines.
  const letters = (of: string): string => of.replace(/["'\s]/g, '');
  if (!('refusal' in back)) assert.equal(letters(applyEdits(after, back.edits)), letters(text));
}

describe('tokens of random files', () => {
  it('are found within the file, and a name that is changed and changed back leaves it as it was', function () {
    this.timeout(0);
    for (let seed = 1; seed <= count; seed++) {
      const random = createRandom(seed);
      let text = texts[seed % 2 === 0 ? texts.length - 1 : seed % texts.length] ?? '';
      for (let change = Math.floor(random() * 3); change > 0; change--) text = applyChange(text, mutate(text, random));
      const uses = [...text.matchAll(/\{\{|user|email/g)].map(({ index }) => index + 2);
      const places = [Math.floor(random() * (text.length + 1)), ...uses.filter(() => random() < 0.4)];
      for (const offset of places) tryAt(text, inFile(offset));
    }
  });
});
