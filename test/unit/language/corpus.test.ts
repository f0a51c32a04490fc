import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCatalog } from '../../../src/registry/catalog';
import { readRegistryFile } from '../../../src/registry/registry-file';
import { resolveSentence } from '../../../src/registry/resolve';
import { checkText } from '../../../src/language/check/check-text';
import { isTextStep } from '../../../src/scenario/model';
import { parseScenario } from '../../../src/scenario/parse';
import { createDateTokens } from '../../../src/scenario/dates';
import { findTokens, lookupToken, substituteText, substituteValue } from '../../../src/scenario/tokens';

const corpus = process.env['STACK_MOXIE_CORPUS'] ?? '';
const files = (folder: string, ending: RegExp): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => ending.test(name))
        .map((name) => join(folder, name))
    : [];

if (corpus !== '')
  describe('the corpus', () => {
    const catalog = createCatalog(
      files(join(corpus, 'registry'), /\.json$/).flatMap(
        (file) => readRegistryFile(readFileSync(file, 'utf8')).entries,
      ),
    );
    const now = Date.parse('2026-03-10T15:20:30Z');
    const dates = createDateTokens(now);

    it('has unknown steps where the rule finds none, and nowhere else', () => {
      let resolved = 0;
      for (const file of files(join(corpus, 'scenarios'), /\.ya?ml$/)) {
        const text = readFileSync(file, 'utf8');
        const found = checkText(text, catalog, now).filter(({ code }) => code === 'no-matching-step').length;
        const { scenario } = parseScenario(text);
        if (!scenario) continue;
        const lookup = (name: string): unknown => lookupToken(scenario.tokens ?? {}, name) ?? dates(name);
        const unknown = scenario.steps.filter((step) => {
          if (!isTextStep(step)) return false;
          const sentence = substituteText(step.step, lookup);
          const data = Object.fromEntries(
            Object.entries(step.data ?? {}).map(([key, value]) => [key, substituteValue(value, lookup)]),
          );
          const is = resolveSentence(catalog, sentence, data) !== undefined;
          if (is) resolved++;
          return !is && findTokens(sentence).length === 0;
        });
        assert.equal(found, unknown.length, file);
      }
      assert.ok(resolved > 0);
    });
  });
