import assert from 'node:assert/strict';
import fc from 'fast-check';
import { differences, isSame } from '../../../src/sync/diff/compare';
import type { Content } from '../../../src/sync/model/content';
import { mergeContents } from '../../../src/sync/diff/merge';
import type { StepConfiguration } from '../../../src/wire/definition';
import { titleOf } from '../../../src/sync/diff/words';
import { cases, patience } from './made';
import { applyAll, frameEdit, listEdit, stepEdit } from './made-edits';

const fill = (selector: string, value: string, more: object = {}): StepConfiguration => ({
  cog: 'made/web',
  stepId: 'Fill',
  name: `fill ${selector} with ${value}`,
  data: { selector, value },
  ...more,
});
const press: StepConfiguration = { cog: 'made/web', stepId: 'Press', name: 'press enter', data: { key: 'enter' } };
const go: StepConfiguration = { cog: 'made/web', stepId: 'Navigate', name: 'navigate to /', data: { url: '/' } };

function scenario(...steps: readonly StepConfiguration[]): Content {
  return {
    name: 'A form',
    description: 'Proves it',
    tokens: { test: { email: 'a@x', name: 'Ada' } },
    steps,
    settings: { folder: 'Leads', severity: 2 },
  };
}

/** A step as one word: `fill #a 1 w3`. */
const draw = ({ steps }: Content): readonly string[] =>
  steps.map(({ stepId, data = {}, waitFor }) =>
    [stepId.toLowerCase(), ...Object.values(data).map(String), ...(waitFor === undefined ? [] : [`w${waitFor}`])].join(
      ' ',
    ),
  );

interface Case {
  readonly base: readonly StepConfiguration[];
  readonly mine: readonly StepConfiguration[];
  readonly theirs: readonly StepConfiguration[];
  readonly merged: readonly string[];
  readonly conflicts?: readonly string[];
}

const [a, b, c] = [fill('#a', '1'), fill('#b', '2'), fill('#c', '3')];
const examples: Readonly<Record<string, Case>> = {
  'keys of one step': {
    base: [a, b],
    mine: [{ ...a, waitFor: 3 }, b],
    theirs: [{ ...a, data: { selector: '#a', value: '9' } }, b],
    merged: ['fill #a 9 w3', 'fill #b 2'],
  },
  'other steps': {
    base: [a, b, c],
    mine: [fill('#a', '9'), b, c],
    theirs: [a, b, fill('#c', '8')],
    merged: ['fill #a 9', 'fill #b 2', 'fill #c 8'],
  },
  'new steps at one place, mine first': {
    base: [a, b],
    mine: [a, press, b],
    theirs: [a, go, b],
    merged: ['fill #a 1', 'press enter', 'navigate /', 'fill #b 2'],
  },
  'one new step of both once': {
    base: [a, b],
    mine: [a, press, b],
    theirs: [a, go, press, b],
    merged: ['fill #a 1', 'press enter', 'navigate /', 'fill #b 2'],
  },
  'new steps at the start and at the end': {
    base: [a],
    mine: [press, a],
    theirs: [a, go],
    merged: ['press enter', 'fill #a 1', 'navigate /'],
  },
  'a step removed by one': {
    base: [a, b, c],
    mine: [a, c],
    theirs: [a, b, c, go],
    merged: ['fill #a 1', 'fill #c 3', 'navigate /'],
  },
  'a step removed by both': { base: [a, b], mine: [a], theirs: [a], merged: ['fill #a 1'] },
  'one of two steps that are the same': {
    base: [press, a, press],
    mine: [press, a],
    theirs: [press, a, { ...press, waitFor: 2 }],
    merged: ['press enter', 'fill #a 1'],
    conflicts: ['steps.2 Step 3 was removed here and changed in the cloud: press enter'],
  },
  'steps that repeat': {
    base: [press, press, a, press],
    mine: [press, press, a, press, press],
    theirs: [go, press, press, a, press],
    merged: ['navigate /', 'press enter', 'press enter', 'fill #a 1', 'press enter', 'press enter'],
  },
  'a step moved by one and changed by the other': {
    base: [a, b, c, go],
    mine: [a, b, { ...c, waitFor: 5 }, go],
    theirs: [c, a, b, go],
    merged: ['fill #c 3 w5', 'fill #a 1', 'fill #b 2', 'navigate /'],
  },
  'a step moved by mine': {
    base: [a, b, go],
    mine: [go, a, b],
    theirs: [a, press, b, go],
    merged: ['navigate /', 'fill #a 1', 'press enter', 'fill #b 2'],
  },
  'a value that both changed': {
    base: [a],
    mine: [{ ...a, data: { selector: '#a', value: 'my' } }],
    theirs: [{ ...a, data: { selector: '#a', value: 'their' } }],
    merged: ['fill #a my'],
    conflicts: ['steps.0.data.value Step 1: data.value is "my" here and "their" in the cloud'],
  },
  'a step changed here and removed there': {
    base: [a, b],
    mine: [fill('#a', '7'), b],
    theirs: [b],
    merged: ['fill #a 7', 'fill #b 2'],
    conflicts: ['steps.0 Step 1 was changed here and removed in the cloud: fill #a with 7'],
  },
};

describe('a merge', function () {
  this.timeout(patience);

  for (const [name, { base, mine, theirs, merged, conflicts = [] }] of Object.entries(examples)) {
    it(`of ${name}`, () => {
      const result = mergeContents(scenario(...base), scenario(...mine), scenario(...theirs));
      assert.deepEqual(draw(result.content), merged);
      assert.deepEqual(
        result.conflicts.map(({ path, words }) => `${path.join('.')} ${words}`),
        conflicts,
      );
    });
  }

  it('of two moves of one step to different places keeps mine and tells', () => {
    const { content, conflicts } = mergeContents(scenario(go, a, b, c), scenario(a, go, b, c), scenario(a, b, c, go));
    assert.deepEqual(draw(content), ['fill #a 1', 'navigate /', 'fill #b 2', 'fill #c 3']);
    assert.deepEqual(
      conflicts.map(({ words }) => words),
      ['Step 2 was moved here, and to another place in the cloud: navigate to /'],
    );
  });

  it('of tokens, texts and settings goes key by key', () => {
    const base = scenario(a);
    const mine: Content = {
      ...base,
      name: 'Mine',
      tokens: { test: { email: 'my@x', name: 'Ada' }, more: 1 },
      settings: { severity: 3 },
    };
    const theirs: Content = {
      ...base,
      description: 'Theirs',
      tokens: { test: { email: 'a@x' } },
      settings: { folder: 'Other', severity: 2, isLinkable: true },
    };
    const { content, conflicts } = mergeContents(base, mine, theirs);
    assert.deepEqual(content, {
      ...base,
      name: 'Mine',
      description: 'Theirs',
      tokens: { test: { email: 'my@x' }, more: 1 },
      settings: { folder: 'Other', severity: 3, isLinkable: true },
    });
    assert.deepEqual(conflicts, []);
    const both = mergeContents(base, { ...mine, settings: { folder: 'Mine' } }, { ...theirs, name: 'Theirs' });
    assert.deepEqual(
      both.conflicts.map(({ words }) => words),
      ['The name is "Mine" here and "Theirs" in the cloud', 'folder is "Mine" here and "Other" in the cloud'],
    );
  });

  it('of linked scenarios goes step by step', () => {
    const linked = (templateId: number, ...steps: readonly StepConfiguration[]): Content => ({
      ...scenario(a),
      linkedScenarios: { onFail: { templateId, steps } },
    });
    const { content, conflicts } = mergeContents(linked(1, a, b), linked(2, a, b), linked(1, a, press, b));
    assert.deepEqual(content.linkedScenarios, { onFail: { templateId: 2, steps: [a, press, b] } });
    assert.deepEqual(conflicts, []);
    const gone = mergeContents(linked(1, a), scenario(a), linked(1, a));
    assert.equal(gone.content.linkedScenarios, undefined);
  });
});

const content = fc
  .array(fc.constantFrom(a, b, c, press, press, go, fill('#a', '2')), { minLength: 1, maxLength: 8 })
  .map((steps) => scenario(...steps));
const edits = fc.array(fc.oneof(stepEdit, listEdit, listEdit, frameEdit), { maxLength: 4 });
const key = (step: StepConfiguration): string =>
  JSON.stringify(step, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort())
      : value,
  );

/** The steps of a list that another does not have, as often as it has more of them. */
function more(steps: readonly StepConfiguration[], than: readonly StepConfiguration[]): readonly StepConfiguration[] {
  const left = than.map(key);
  return steps.filter((step) => {
    const at = left.indexOf(key(step));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

describe('merges', function () {
  this.timeout(patience);

  it('of one change are that change, and of the same change twice too', () => {
    fc.assert(
      fc.property(content, edits, (base, changes) => {
        const changed = applyAll(base, changes);
        for (const [mine, theirs] of [
          [changed, base],
          [base, changed],
          [changed, changed],
        ] as const) {
          const { content: merged, conflicts } = mergeContents(base, mine, theirs);
          assert.deepEqual(conflicts, []);
          assert.ok(isSame(merged, changed), JSON.stringify(differences(changed, merged)));
        }
      }),
      cases(100),
    );
  });

  it('lose no step that either side added without a word', () => {
    fc.assert(
      fc.property(
        content,
        fc.array(listEdit, { maxLength: 3 }),
        fc.array(listEdit, { maxLength: 3 }),
        (base, my, their) => {
          const [mine, theirs] = [applyAll(base, my), applyAll(base, their)];
          const {
            content: { steps },
            conflicts,
          } = mergeContents(base, mine, theirs);
          for (const side of [mine, theirs]) {
            const added = more(side.steps, base.steps);
            for (const step of added)
              assert.ok(
                steps.some((one) => key(one) === key(step)) ||
                  conflicts.some(({ words }) => words.endsWith(titleOf(step))),
                key(step),
              );
          }
        },
      ),
      cases(100),
    );
  });

  it('hold what each side did to other steps, in order, and no conflict', () => {
    const deed = fc.constantFrom('leave', 'change', 'wait', 'remove', 'insert behind');
    fc.assert(
      fc.property(fc.array(fc.record({ deed, byMe: fc.boolean() }), { minLength: 1, maxLength: 9 }), (deeds) => {
        const step = (id: string, more: object = {}): StepConfiguration => ({
          cog: 'made/web',
          stepId: id.length % 2 === 0 ? 'Fill' : 'Press',
          name: `step ${id}`,
          data: { id, value: 'old' },
          ...more,
        });
        const base = scenario(...deeds.map((_, index) => step(`${index}`)));
        const made = (isDone: (byMe: boolean) => boolean): Content =>
          scenario(
            ...deeds.flatMap(({ deed: done, byMe }, index): readonly StepConfiguration[] => {
              const id = `${index}`;
              if (!isDone(byMe)) return [step(id)];
              if (done === 'change') return [step(id, { data: { id, value: 'new' } })];
              if (done === 'wait') return [step(id, { waitFor: 2 })];
              if (done === 'insert behind') return [step(id), step(`${id}+`)];
              return done === 'remove' ? [] : [step(id)];
            }),
          );
        const { content: merged, conflicts } = mergeContents(
          base,
          made((byMe) => byMe),
          made((byMe) => !byMe),
        );
        assert.deepEqual(conflicts, []);
        assert.deepEqual(
          merged,
          made(() => true),
        );
      }),
      cases(100),
    );
  });

  it('keep tokens that a service drops, and take what changed there', () => {
    const file: Content = { ...scenario(a, b), tokens: { test: { email: 'my@x' } } };
    const kept: Content = { ...file, tokens: {} };
    const { content: merged, conflicts } = mergeContents(kept, file, { ...kept, steps: [a, { ...b, waitFor: 3 }] });
    assert.deepEqual(conflicts, []);
    assert.deepEqual(merged, { ...file, steps: [a, { ...b, waitFor: 3 }] });
  });
});
