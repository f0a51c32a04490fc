import assert from 'node:assert/strict';
import { completeAt } from '../../../../src/language/completion/complete';
import { describeItem } from '../../../../src/language/completion/describe';
import { openScenario } from '../../../../src/language/check/live-scenario';
import { inFile } from '../../../../src/scenario/document/offsets';
import { applyChange, createRandom, documents, mutate } from '../../scenario/document/mutations';
import { knowledge } from '../scene';
import { rounds } from '../../../support/rounds';

const count = rounds(60);

const organization = {
  folders: ['Lead capture'],
  notificationGroups: ['Marketing operations'],
  templates: [{ id: 12, name: 'Clean up' }],
};
const known = { ...knowledge, organization };
const letters = [undefined, undefined, ' ', '{', '(', '"', "'"];

/** Asks at an offset, and looks at what cannot be wrong about an answer, whatever the text. */
function ask(
  text: string,
  scenario: Parameters<typeof completeAt>[0],
  offset: number,
  letter: string | undefined,
): number {
  const { items } = completeAt(scenario, inFile(offset), letter);
  const where = `${String(offset)} in ${JSON.stringify(text)}`;
  for (const { span, edits = [], insert, sort } of items) {
    assert.ok(0 <= span.start && span.start <= offset && offset <= span.end && span.end <= text.length, where);
    assert.doesNotMatch(text.slice(span.start, span.end), /\n/, where);
    for (const { start, end } of edits) assert.ok(end <= span.start || start >= span.end, where);
    assert.ok(insert !== '' && sort.length === 5, where);
  }
  const [first] = items;
  if (first) describeItem(first, known);
  return items.length;
}

describe('completion of any text', function () {
  this.timeout(0);

  it('answers at every place of the documents, and proposes somewhere', () => {
    for (const text of documents) {
      const scenario = openScenario(text).read(known);
      let count = 0;
      for (let offset = 0; offset <= text.length; offset++) count += ask(text, scenario, offset, undefined);
      assert.ok(count > 0, text);
    }
  });

  it('answers in documents that were changed at random', () => {
    for (let seed = 1; seed <= count; seed++) {
      const random = createRandom(seed);
      let text = documents[seed % documents.length] ?? '';
      for (let change = 0; change < 3; change++) text = applyChange(text, mutate(text, random));
      const scenario = openScenario(text).read(known);
      for (let place = 0; place < 6; place++)
        ask(text, scenario, Math.floor(random() * (text.length + 1)), letters[Math.floor(random() * letters.length)]);
    }
  });
});
