import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { actionsAt } from '../../../../src/language/actions/actions-at';
import { fixAll } from '../../../../src/language/actions/fix-all';
import { openScenario } from '../../../../src/language/check/live-scenario';
import { stepAt, type ReadScenario } from '../../../../src/language/core/read-scenario';
import { inFile, type InFile } from '../../../../src/scenario/document/offsets';
import { readTree } from '../../../../src/scenario/document/read-tree';
import { applyEdits } from '../../../../src/scenario/edit/text-edit';
import { substituteValue } from '../../../../src/scenario/tokens';
import { applyChange, createRandom, documents, mutate } from '../../scenario/document/mutations';
import { commentsIn } from '../../scenario/made-scenarios';
import { cursorAt, knowledge } from '../scene';
import { rounds } from '../../../support/rounds';

const own = 'test/unit/language/actions/fixtures';
const checks = 'test/unit/language/fixtures';
const texts = [
  ...documents,
  ...readdirSync(own)
    .filter((name) => name.endsWith('.crank.yml'))
    .flatMap((name) => readFileSync(`${own}/${name}`, 'utf8').replaceAll('¦', '').split('\n=====\n')),
  ...readdirSync(checks)
    .filter((name) => name.endsWith('.crank.yml'))
    .map((name) => readFileSync(`${checks}/${name}`, 'utf8')),
];
const count = Math.ceil(rounds(80) / 10);

const errors = (text: string): number => readTree(text).problems.filter(({ code }) => code === 'yaml-syntax').length;

/** What a step means: its definition and data, tokens filled in. */
function meaning({ facts, lookup }: ReadScenario, index: number): unknown {
  const step = facts[index];
  return { definition: step?.definition, data: substituteValue(step?.data, lookup) };
}

function tryAction(text: string, action: ReturnType<typeof actionsAt>[number]): string | undefined {
  const edits = action.edits();
  if (!edits) return undefined;
  const after = applyEdits(text, edits);
  assert.ok(
    edits.every(({ start, end }) => 0 <= start && start <= end && end <= text.length),
    `${action.title}: ${JSON.stringify(edits)}`,
  );
  assert.ok(errors(after) <= errors(text), `${action.title} broke\n${text}\n-----\n${after}`);
  if (errors(text) === 0) {
    const left = [...commentsIn(after)];
    for (const comment of commentsIn(text)) {
      const index = left.findIndex((other) => other.startsWith(comment));
      assert.ok(index >= 0, `${action.title} lost ${comment} of\n${text}\n-----\n${after}`);
      left.splice(index, 1);
    }
  }
  return after;
}

/** There and back again is the same step. */
function tryConversion(scenario: ReadScenario, offset: InFile, after: string): void {
  const index = stepAt(scenario, offset)?.index ?? 0;
  const converted = openScenario(after).read(knowledge);
  assert.deepEqual(meaning(converted, index), meaning(scenario, index), after);
  const at = [...converted.document.text.matchAll(/./gs)].findIndex(
    (_, place) =>
      stepAt(converted, inFile(place))?.index === index && stepAt(converted, inFile(place))?.span.start === place,
  );
  const back = actionsAt(converted, cursorAt(at), []).find(({ title }) => title === 'Convert to a sentence');
  const edits = back?.edits();
  if (edits)
    assert.deepEqual(
      meaning(openScenario(applyEdits(after, edits)).read(knowledge), index),
      meaning(scenario, index),
      after,
    );
}

describe('actions on random files', () => {
  it('leave valid YAML, every comment, and a converted step what it meant', function () {
    this.timeout(0);
    for (let seed = 1; seed <= count; seed++) {
      const random = createRandom(seed);
      let text = texts[seed % texts.length] ?? '';
      for (let change = Math.floor(random() * 3); change > 0; change--) text = applyChange(text, mutate(text, random));
      const live = openScenario(text);
      const problems = live.problems(knowledge);
      const scenario = live.read(knowledge);
      const places = [
        inFile(Math.floor(random() * (text.length + 1))),
        ...problems.map(({ span }) => span.start),
      ].slice(0, 4);
      for (const offset of places) {
        for (const action of actionsAt(scenario, cursorAt(offset), problems)) {
          const after = tryAction(text, action);
          if (after !== undefined && action.title === 'Convert to cog and step ID')
            tryConversion(scenario, offset, after);
        }
      }
      const all = fixAll(scenario, problems);
      assert.ok(errors(applyEdits(text, all)) <= errors(text), text);
    }
  });
});
