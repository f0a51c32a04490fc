import assert from 'node:assert/strict';
import { ScenarioDocument } from '../../../../src/scenario/document/document';
import { readTree } from '../../../../src/scenario/document/read-tree';
import { findEntry, type TreeNode } from '../../../../src/scenario/document/tree';
import { rounds } from '../../../support/rounds';
import { applyChange, createRandom, documents, mutate } from './mutations';

/** A node as lines that a person can read, positions in the whole file. */
function draw(node: TreeNode | undefined, place: (at: number) => number): unknown {
  if (!node) return null;
  const span = `${String(place(node.span.start))}-${String(place(node.span.end))}`;
  if (node.kind === 'scalar') return `${node.style} ${JSON.stringify(node.value)} ${node.text} ${span}`;
  if (node.kind === 'list') return [`list ${span}`, ...node.items.map((item) => draw(item, place))];
  return [
    `map ${span}`,
    ...node.entries.map(({ key, value, merged }) => [draw(key, place), draw(value, place), merged]),
  ];
}

interface Drawing {
  readonly frame: readonly unknown[];
  readonly steps: readonly unknown[];
  readonly problems: readonly string[];
}

/** Everything that a document knows, positions in the whole file; the same however it was read. */
function drawDocument(document: ScenarioDocument): Drawing {
  const problems: string[] = [];
  const { frame, steps, headLength, isSliced } = document;
  const stepsLength = document.text.length - frame.text.length;
  const inFrame = (at: number): number => (isSliced && at >= headLength ? at + stepsLength : at);
  for (const { code, span, message } of frame.tree.problems)
    problems.push(`${code} ${String(inFrame(span.start))} ${message}`);
  let offset = isSliced ? headLength : 0;
  const drawn = steps.map((step) => {
    const base = offset;
    if (isSliced) {
      for (const { code, span, message } of step.tree.problems)
        problems.push(`${code} ${String(base + span.start)} ${message}`);
      offset += step.text.length;
    }
    return draw(step.node, (at) => at + base);
  });
  const root = frame.tree.root;
  const entries =
    root?.kind === 'map'
      ? root.entries
          .filter(({ key }) => key.text !== 'steps')
          .map(({ key, value }) => [draw(key, inFrame), draw(value, inFrame)])
      : [draw(root, inFrame)];
  return { frame: entries, steps: drawn, problems: problems.sort() };
}

/** The same from one parse of the whole file. */
function drawWhole(text: string): Drawing {
  const { root, problems } = readTree(text);
  const same = (at: number): number => at;
  const steps = findEntry(root, 'steps')?.value;
  return {
    frame:
      root?.kind === 'map'
        ? root.entries
            .filter(({ key }) => key.text !== 'steps')
            .map(({ key, value }) => [draw(key, same), draw(value, same)])
        : [draw(root, same)],
    steps: steps?.kind === 'list' ? steps.items.map((item) => draw(item, same)) : [],
    problems: problems.map(({ code, span, message }) => `${code} ${String(span.start)} ${message}`).sort(),
  };
}

const tries = rounds(100);

describe('a scenario document', () => {
  it('is the same read in slices as read whole, and the same changed as read anew, whatever is done to it', () => {
    let sliced = 0;
    for (let seed = 1; seed <= tries; seed++) {
      const random = createRandom(seed);
      let text = documents[seed % documents.length] ?? '';
      const document = new ScenarioDocument(text);
      for (let change = 0; change < 3; change++) {
        const edit = mutate(text, random);
        const before = text;
        text = applyChange(text, edit);
        document.update([edit]);
        const story = () => `seed ${String(seed)}: ${JSON.stringify(before)} and ${JSON.stringify(edit)}`;
        assert.equal(document.text, text, story());
        const anew = new ScenarioDocument(text);
        assert.deepEqual(
          [document.isSliced, document.steps.map((step) => step.text)],
          [anew.isSliced, anew.steps.map((step) => step.text)],
          story(),
        );
        assert.deepEqual(drawDocument(document), drawWhole(text), story());
        if (document.isSliced) sliced++;
      }
    }
    assert.ok(sliced > tries / 4, 'cuts many of them');
  });

  it('reads only the step that changes', () => {
    const text = `scenario: x\nsteps:\n${Array.from({ length: 50 }, (_, index) => `- step: number ${String(index)}\n`).join('')}`;
    const document = new ScenarioDocument(text);
    const before = [...document.steps];
    const at = text.indexOf('number 25') + 6;
    document.update([{ start: at, end: at, text: '!' }]);
    assert.deepEqual(
      document.steps.flatMap((step, index) => (step === before[index] ? [] : [index])),
      [25],
    );
  });
});
