import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findEntry } from '../../../src/scenario/document/tree';
import { readTree } from '../../../src/scenario/document/read-tree';
import { contentOfScenario } from '../../../src/sync/model/cloud-content';
import { differences } from '../../../src/sync/diff/compare';
import { compileFile } from '../../../src/sync/file/compile';
import type { Content } from '../../../src/sync/model/content';
import { rewriteFile } from '../../../src/sync/file/rewrite';
import { createSpeech, means } from '../../../src/sync/file/sentence';
import { commentsIn } from '../scenario/made-scenarios';
import { cases, fileText, language, patience, stored, tangledText } from './made';
import { applyAll, frameEdit, listEdit, stepEdit, type Edit } from './made-edits';

function contentOf(text: string): Content {
  const { content, problems } = compileFile(text, language);
  assert.ok(content, `${JSON.stringify(problems)}\n${text}`);
  return content;
}

/** The file after a pull of what the edits made of its scenario. */
function pulled(text: string, edits: readonly Edit[]): { readonly text: string; readonly cloud: Content } {
  const content = contentOf(text);
  const cloud = contentOfScenario(stored(applyAll(content, edits)), { like: content.settings });
  const after = rewriteFile(text, cloud, language);
  assert.ok(after !== undefined, `${JSON.stringify(differences(content, cloud))}\n${text}`);
  return { text: after, cloud };
}

/** Everything is as in the cloud, but that a sentence never says other values than its step has. */
function assertSays(text: string, cloud: Content): void {
  const speech = createSpeech(cloud.tokens ?? {}, language);
  const after = contentOf(text);
  for (const { path } of differences(cloud, after)) {
    const [list, index, key] = path;
    assert.deepEqual([list, key], ['steps', 'name'], text);
    const step = cloud.steps[Number(index)];
    assert.ok(
      step?.name !== undefined && !means(step.name, step.data ?? {}, { step, speech }),
      `a name that is right is kept\n${text}`,
    );
  }
}

/** The text of each step with all lines of it, and what stands around the steps. */
function lines(text: string): readonly string[] {
  return text.split('\n');
}

function linesOutside(text: string, step: number): readonly string[] {
  const list = findEntry(readTree(text).root, 'steps')?.value;
  assert.ok(list?.kind === 'list');
  const span = list.items[step]?.span;
  const next = list.items[step + 1]?.span;
  const lineOf = (at: number): number => text.slice(0, at).split('\n').length - 1;
  const dash = text.lastIndexOf('\n- ', span?.start ?? 0) + 1;
  const first = lineOf(dash);
  const rest = text.slice(dash).search(/^(?:scenario|description|tokens|linkedScenarios|stackmoxie):/m);
  const endOfSteps = rest < 0 ? lines(text).length : lineOf(dash + rest) - 1;
  const last = next ? lineOf(next.start) - 1 : endOfSteps;
  return lines(text).filter((_, index) => index < first || index > last);
}

describe('a pull', function () {
  this.timeout(patience);

  it('makes a file say what the cloud says, whatever changed there', () => {
    fc.assert(
      fc.property(
        fc.oneof(fileText, tangledText),
        fc.array(fc.oneof(stepEdit, listEdit, frameEdit), { minLength: 1, maxLength: 4 }),
        (text, edits) => {
          const { text: after, cloud } = pulled(text, edits);
          assertSays(after, cloud);
        },
      ),
      cases(12),
    );
  });

  it('touches no line but those of a step that changed, and keeps all comments', () => {
    fc.assert(
      fc.property(fileText, stepEdit, (text, edit) => {
        const { text: after, cloud } = pulled(text, [edit]);
        const content = contentOf(text);
        const changed = content.steps.findIndex(
          (step, index) => step !== cloud.steps[index] && JSON.stringify(step) !== JSON.stringify(cloud.steps[index]),
        );
        if (changed < 0) assert.equal(after, text);
        else assert.deepEqual(linesOutside(after, changed), linesOutside(text, changed), after);
      }),
      cases(12),
    );
  });

  it('keeps every line of the other steps where steps come, and every comment where they move', () => {
    fc.assert(
      fc.property(fileText, fc.nat(9), (text, at) => {
        const insert: Edit = (content) => ({
          ...content,
          steps: content.steps.toSpliced(at % (content.steps.length + 1), 0, { cog: 'x/y', stepId: 'z' }),
        });
        const inserted = pulled(text, [insert]).text;
        assert.deepEqual(
          lines(inserted).filter((line) => !/(?:cog: x\/y|stepId: z)\r?$/.test(line)),
          lines(text),
        );
        const turned = pulled(text, [(content) => ({ ...content, steps: content.steps.toReversed() })]).text;
        assert.deepEqual(commentsIn(turned), commentsIn(text));
      }),
      cases(12),
    );
  });
});
