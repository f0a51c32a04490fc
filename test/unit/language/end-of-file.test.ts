import assert from 'node:assert/strict';
import { actionsAt } from '../../../src/language/actions/actions-at';
import { stepAt } from '../../../src/language/core/read-scenario';
import { hoverAt } from '../../../src/language/hover/hover';
import { selectionsAt } from '../../../src/language/structure/selection';
import { atCursor, cursorAt, knowledge } from './scene';

const head = 'scenario: A\ndescription: B\ntokens:\n  path: /\nsteps:\n- step: I go back\n';
const last = '- step: Given I navigate to {{path}}';

/** What features say of the end of the last step. */
function askAt(marked: string): { readonly isSliced: boolean; readonly answers: unknown } {
  const { scenario, offset, live, text } = atCursor(marked);
  return {
    isSliced: scenario.document.isSliced,
    answers: {
      step: stepAt(scenario, offset)?.index,
      hover: hoverAt(scenario, offset)?.markdown,
      selections: selectionsAt(scenario, offset)
        .slice(0, -1)
        .map(({ start, end }) => text.slice(start, end).trimEnd()),
      actions: actionsAt(scenario, cursorAt(offset), live.problems(knowledge)).map(({ title }) => title),
    },
  };
}

describe('the end of a file', () => {
  it('belongs to the last step where its line is not broken, as the end of its line does where it is', () => {
    const open = askAt(`${head}${last}¦`);
    const closed = askAt(`${head}${last}¦\n`);
    assert.ok(open.isSliced && closed.isSliced);
    assert.deepEqual(open.answers, closed.answers);
  });

  it('is not of the last step behind its line', () => {
    const { scenario, offset } = atCursor(`${head}${last}\n¦`);
    assert.equal(stepAt(scenario, offset), undefined);
  });
});
