import { t } from '../../base/localize';
import { createSubject } from '../../registry/expression';
import { splitKeyword } from '../../registry/keywords';
import { nearestSentences } from '../../registry/nearest';
import type { StepDefinition } from '../../registry/definition';
import { renderTemplate, sentenceTemplate } from '../../registry/template';
import { substituteText } from '../../scenario/tokens';
import { textOfKey } from '../core/shapes';
import { createFix } from './action';
import { fillTemplate } from '../core/fill-template';
import type { Fixer } from './fix-context';
import { changeScalar } from './part';

/** A sentence that no cog knows: the nearest that one does, with the author's values where they can be told. */
export const fixSentence: Fixer = ({ scenario, problem, part }) => {
  const { catalog } = scenario.knowledge;
  const sentence = textOfKey(part.node, 'step');
  if (!catalog || !sentence) return [];
  const { keyword: start, rest } = splitKeyword(sentence.text);
  const near = nearestSentences(catalog, substituteText(sentence.text, scenario.lookup), 3);
  const texts = new Set(
    near.flatMap(
      ({ definition }) => sentenceLike(definition, rest, (text) => substituteText(start + text, scenario.lookup)) ?? [],
    ),
  );
  return [...texts].map((text, index) =>
    createFix(
      problem,
      t('Change to "{0}"', start + text),
      () => changeScalar(part, [...part.path, 'step'], sentence, start + text),
      { isPreferred: index === 0, isSlow: part.isSlow },
    ),
  );
};

/** A definition's sentence with the values of a text; with `{key}` for each where with those values it would not be understood. */
function sentenceLike(definition: StepDefinition, text: string, read: (text: string) => string): string | undefined {
  const template = sentenceTemplate(definition);
  if (!template) return undefined;
  const fits = (tried: string): boolean => definition.expression?.match(createSubject(read(tried))) !== undefined;
  // "I navigate": an expression need not speak of anybody where an author does.
  const speaker = /^I\s/i.test(text) && !/^I\s/i.test(renderTemplate(template)) ? text.slice(0, 2) : '';
  const filled = fillTemplate(template, text.slice(speaker.length)).trim();
  const shown = renderTemplate(
    template,
    ({ choices, key, optional }) => choices?.[0] ?? (optional ? '' : `{${key}}`),
  ).trim();
  return [speaker + filled, filled, speaker + shown, shown, renderTemplate(template, ({ example }) => example)].find(
    fits,
  );
}
