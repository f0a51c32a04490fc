import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { actionsAt } from '../../../../src/language/actions/actions-at';
import { applyEdits } from '../../../../src/scenario/edit/text-edit';
import { cursorAt, knowledge } from '../scene';
import { openScenario } from '../../../../src/language/check/live-scenario';

const folder = 'test/unit/language/actions/fixtures';

/** Each action at each `¦` of a document, with the lines that it takes away and those that it puts in. */
function transcript(marked: string): string {
  const blocks = marked.split('\n=====\n').map((document) => {
    const offset = document.indexOf('¦');
    const text = document.slice(0, offset) + document.slice(offset + 1);
    const live = openScenario(text);
    const scenario = live.read(knowledge);
    const actions = actionsAt(scenario, cursorAt(offset), live.problems(knowledge));
    const shown = actions.map((action) => {
      const after = applyEdits(text, action.edits() ?? assert.fail(action.title));
      const { kind, isPreferred, problem } = action;
      return `## ${action.title} [${[kind, problem?.code, isPreferred ? 'preferred' : undefined].filter((fact) => fact !== undefined).join(', ')}]\n${difference(text, after)}`;
    });
    return `${document}\n-----\n${shown.join('\n')}`;
  });
  return `${blocks.join('\n=====\n')}\n`;
}

function difference(before: string, after: string): string {
  const [old, made] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < Math.min(old.length, made.length) && old[start] === made[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, made.length) - start && old.at(-1 - end) === made.at(-1 - end)) end += 1;
  return [
    ...old.slice(start, old.length - end).map((line) => `-${line}`),
    ...made.slice(start, made.length - end).map((line) => `+${line}`),
  ].join('\n');
}

describe('actions', () => {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.crank.yml'))) {
    it(`at the cursors of ${name} are those that are wanted`, () => {
      const actual = transcript(readFileSync(`${folder}/${name}`, 'utf8').trimEnd());
      const golden = `${folder}/${name}.golden`;
      if (process.env['UPDATE_GOLDENS'] === '1') {
        assert.ok(!process.env['CI'], 'Goldens are written by people, not by CI. Unset UPDATE_GOLDENS.');
        writeFileSync(golden, actual);
      }
      assert.equal(actual, readFileSync(golden, 'utf8'));
    });
  }
});
