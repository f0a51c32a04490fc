import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fieldChoices } from '../../../src/registry/choices';
import { createValidators } from '../../../src/registry/schema/validators';
import { CheckedDocument } from '../../../src/language/check/checked-document';
import type { Knowledge } from '../../../src/language/core/knowledge';
import { ScenarioDocument } from '../../../src/scenario/document/document';
import { rounds } from '../../support/rounds';
import { applyChange, createRandom, mutate } from '../scenario/document/mutations';
import { knowledge as known } from './scene';

const folder = 'test/unit/language/fixtures';
const validators = createValidators({ choices: fieldChoices });
const organization = { templates: [{ id: 7, name: 'Clean up' }], connectedCogs: new Set(['acme/mail']) };
const knowledge: Knowledge = { ...known, validators };
const files = readdirSync(folder).filter((name) => name.endsWith('.crank.yml'));
const read = (name: string): string => readFileSync(`${folder}/${name}`, 'utf8');

const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length;

/** The problems as lines: `7 token-before-use {{web.page.title}}`. */
function found(text: string, known: Knowledge = knowledge): readonly string[] {
  const problems = new CheckedDocument(new ScenarioDocument(text)).problems(known);
  return problems
    .map(({ code, span }) => `${String(lineOf(text, span.start))} ${code} ${text.slice(span.start, span.end)}`)
    .sort();
}

/** What the markers want: `# want code "text"` on a line, or `# want-below 3 code "text"` that many lines above it. */
function wanted(text: string): readonly string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      [...line.matchAll(/# want(?:-below (\d+))? ([a-z-]+) "(.*?)"(?= #|$)/g)].map(
        ([, below = '0', code, span]) => `${String(index + 1 + Number(below))} ${String(code)} ${String(span)}`,
      ),
    )
    .sort();
}

describe('diagnostics', () => {
  for (const name of files)
    it(`finds what is wrong in ${name}, and nothing else`, () =>
      assert.deepEqual(
        found(read(name), name.startsWith('organization') ? { ...knowledge, organization } : knowledge),
        wanted(read(name)),
      ));

  it('knows only the frame without a registry', () => {
    const problems = new CheckedDocument(new ScenarioDocument(read('meaning.crank.yml'))).problems({
      validators,
      now: knowledge.now,
    });
    assert.deepEqual([...new Set(problems.map(({ code }) => code))].sort(), [
      'step-forms-mixed',
      'undefined-token',
      'unquoted-token',
    ]);
  });

  it('finds the same in a file that was changed as in one that is opened', () => {
    for (let seed = 1; seed <= rounds(50); seed++) {
      const random = createRandom(seed);
      let text = read(files[seed % files.length] ?? '');
      const document = new ScenarioDocument(text);
      const checked = new CheckedDocument(document);
      for (let change = 0; change < 4; change++) {
        const edit = mutate(text, random);
        text = applyChange(text, edit);
        document.update([edit]);
        const anew = new CheckedDocument(new ScenarioDocument(text)).problems(knowledge);
        assert.deepEqual(checked.problems(knowledge), anew, `seed ${String(seed)}: ${JSON.stringify(text)}`);
      }
    }
  });
});
