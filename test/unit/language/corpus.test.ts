import assert from 'node:assert/strict';
import { resolveSentence } from '../../../src/registry/resolve';
import { checkText } from '../../../src/language/check/check-text';
import { isTextStep } from '../../../src/scenario/model';
import { parseScenario } from '../../../src/scenario/parse';
import { createDateTokens } from '../../../src/scenario/dates';
import { findTokens, lookupToken, substituteText, substituteValue } from '../../../src/scenario/tokens';
import { itOnEachCorpus } from '../../support/corpus';

describe('a corpus', () => {
  const now = Date.parse('2026-03-10T15:20:30Z');
  const dates = createDateTokens(now);

  itOnEachCorpus('has unknown steps where the rule finds none, and nowhere else', ({ catalog, scenarios }) => {
    let resolved = 0;
    for (const { path, text } of scenarios) {
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
      assert.equal(found, unknown.length, path);
    }
    assert.ok(resolved > 0);
  });
});
