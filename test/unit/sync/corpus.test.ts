import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isNode, isSeq, parseDocument } from 'yaml';
import { resolveSentence } from '../../../src/registry/resolve';
import { createDateTokens } from '../../../src/scenario/dates';
import { isTextStep, type ScenarioModel } from '../../../src/scenario/model';
import { parseScenario } from '../../../src/scenario/parse';
import { lookupToken, substituteText, substituteValue } from '../../../src/scenario/tokens';
import { contentOfScenario } from '../../../src/sync/model/cloud-content';
import type { Content } from '../../../src/sync/model/content';
import { differences, isSame } from '../../../src/sync/diff/compare';
import { compileFile } from '../../../src/sync/file/compile';
import type { Language } from '../../../src/sync/model/ports';
import { renderFile, rewriteFile } from '../../../src/sync/file/rewrite';
import { isScenarioFile, itOnEachCorpus, itOnMadeCorpus, type Corpus } from '../../support/corpus';
import { cases, patience, stored } from './made';
import { applyAll, frameEdit, listEdit, stepEdit } from './made-edits';

const now = Date.UTC(2026, 2, 10);
const languageOf = ({ catalog }: Corpus): Language => ({ catalog, now });

/** What can be pushed: the files that are understood. */
function understood(corpus: Corpus): readonly { readonly text: string; readonly content: Content }[] {
  return corpus.scenarios.filter(isScenarioFile).flatMap(({ text }) => {
    const { content } = compileFile(text, languageOf(corpus));
    return content ? [{ text, content }] : [];
  });
}

/** The lines of a file's steps, from 1, by YAML's own parser. */
function linesOfSteps(text: string): readonly number[] {
  const steps = parseDocument(text).get('steps');
  const items = isSeq(steps) ? steps.items : [];
  return items.map((item) => text.slice(0, isNode(item) ? item.range?.[0] : 0).split('\n').length);
}

/** The lines of the steps that no cog knows, by the rule that runs have. */
function unknownSteps(text: string, { steps, tokens = {} }: ScenarioModel, { catalog }: Corpus): readonly number[] {
  const lines = linesOfSteps(text);
  const dates = createDateTokens(now);
  const lookup = (name: string): unknown => lookupToken(tokens, name) ?? dates(name);
  const isKnown = (sentence: string, data: Readonly<Record<string, unknown>> = {}): boolean => {
    const values = Object.entries(data).map(([key, value]) => [key, substituteValue(value, lookup)] as const);
    return resolveSentence(catalog, substituteText(sentence, lookup), Object.fromEntries(values)) !== undefined;
  };
  return steps.flatMap((step, index) =>
    isTextStep(step) && !isKnown(step.step, step.data) ? [lines[index] ?? 0] : [],
  );
}

/** The files that are not understood, each with the lines of what is wrong. */
const refused = (corpus: Corpus): Readonly<Record<string, readonly number[]>> =>
  Object.fromEntries(
    corpus.scenarios.filter(isScenarioFile).flatMap(({ path, text }) => {
      const { content, problems } = compileFile(text, languageOf(corpus));
      return content ? [] : [[path, problems.map(({ line }) => line)]];
    }),
  );

describe('scenario files of a corpus', function () {
  this.timeout(patience === 0 ? 0 : 20_000);

  itOnEachCorpus('are understood but where no scenario or no such step is, and then say so by line', (corpus) => {
    const expected = corpus.scenarios.filter(isScenarioFile).flatMap(({ path, text }) => {
      const { scenario, problems } = parseScenario(text);
      const lines =
        scenario && problems.length === 0 ? unknownSteps(text, scenario, corpus) : problems.map(({ line }) => line);
      return lines.length > 0 ? [[path, lines] as const] : [];
    });
    assert.deepEqual(refused(corpus), Object.fromEntries(expected));
  });

  itOnEachCorpus('that are not understood have a reason, at a line that is there', (corpus) => {
    for (const { path, text } of corpus.scenarios.filter(isScenarioFile)) {
      const { content, problems } = compileFile(text, languageOf(corpus));
      assert.ok(content !== undefined || problems.length > 0, path);
      for (const { message, line } of problems) {
        assert.match(message, /^["A-Z].{20,}/, path);
        assert.ok(line >= 1 && line <= text.split('\n').length, `${path}: ${line}`);
      }
    }
  });

  itOnMadeCorpus('are all understood but three, each for a reason of its own', (corpus) => {
    const reasons = corpus.scenarios.filter(isScenarioFile).flatMap(({ path, text }) => {
      const { content, problems } = compileFile(text, languageOf(corpus));
      return content ? [] : problems.map(({ message, line }) => `${path}:${line}: ${message}`);
    });
    assert.deepEqual(reasons, [
      'broken/no-steps.crank.yml:1: "steps" is missing, or is not a list.',
      'broken/not-yaml.crank.yml:4: Flow map in block collection must be sufficiently indented and end with a }',
      'broken/not-yaml.crank.yml:3: "steps" is missing, or is not a list.',
      'broken/unknown-step.crank.yml:5: Step 2: no matching step: “dance on the table”. Check its wording, or refresh the registry.',
      'broken/unknown-step.crank.yml:6: Step 3: no matching step: “dance again”. Check its wording, or refresh the registry.',
    ]);
    assert.equal(understood(corpus).length, 4);
  });

  itOnEachCorpus('stay byte for byte what they were when they are pushed and pulled', (corpus) => {
    const language = languageOf(corpus);
    for (const { text, content } of understood(corpus)) {
      assert.equal(rewriteFile(text, contentOfScenario(stored(content), { like: content.settings }), language), text);
      const made = compileFile(renderFile(content, language), language).content;
      assert.ok(made && isSame(made, content), text);
    }
  });

  itOnEachCorpus('say what the cloud says after a pull', (corpus) => {
    const language = languageOf(corpus);
    fc.assert(
      fc.property(
        fc.constantFrom(...understood(corpus)),
        fc.array(fc.oneof(stepEdit, listEdit, frameEdit), { minLength: 1, maxLength: 3 }),
        ({ text, content }, edits) => {
          const cloud = contentOfScenario(stored(applyAll(content, edits)));
          const after = rewriteFile(text, cloud, language);
          assert.ok(after !== undefined, text);
          const said = compileFile(after, language).content;
          assert.deepEqual(said && differences(cloud, said).filter(({ path }) => path.at(-1) !== 'name'), [], after);
        },
      ),
      cases(60),
    );
  });
});
