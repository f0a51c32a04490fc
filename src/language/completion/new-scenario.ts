import { t } from '../../base/localize';
import type { Catalog } from '../../registry/catalog';
import type { StepDefinition } from '../../registry/definition';
import { keywordFor } from '../../registry/keywords';
import { scalarText } from '../../scenario/edit/scalar-text';
import { fieldLines } from './field-shape';
import { sentenceOf, type Sentence } from './sentence-parts';
import { choice, plainSnippet, stop } from './snippet';

/**
 * A scenario file to begin with, as a snippet: name and description first, then the values of each step in turn.
 * @param steps the steps it is made of, in their order; none: one step to be written.
 */
export function newScenarioSnippet(steps: readonly StepDefinition[], catalog: Catalog | undefined): string {
  const head = `scenario: ${stop(1, t('Name'))}\ndescription: ${stop(2, t('What it proves'))}\n\nsteps:\n`;
  if (steps.length === 0 || !catalog) return `${head}- step: $0\n`;
  let number = 3;
  const lines = steps.map((definition, index) => {
    const { text, stops } = stepSnippet(definition, { catalog, number, before: steps[index - 1]?.type ?? 'none' });
    number += stops;
    return text;
  });
  return `${head}${lines.join('\n')}\n`;
}

interface Place {
  readonly catalog: Catalog;
  /** Of the first tab stop. */
  readonly number: number;
  /** What the step before does. */
  readonly before: StepDefinition['type'] | 'none';
}

function stepSnippet(definition: StepDefinition, place: Place): { readonly text: string; readonly stops: number } {
  const sentence = sentenceOf(definition, place.catalog);
  const keys = sentence?.lacking ?? definition.fields.filter(({ required }) => required).map(({ key }) => key);
  const values = sentence?.parts.filter((part) => typeof part !== 'string').length ?? 0;
  const said = sentence
    ? `- step: ${sayingOf(sentence, place)}`
    : `- cog: ${plainSnippet(scalarText(definition.cog))}\n  stepId: ${plainSnippet(scalarText(definition.stepId))}`;
  const data =
    keys.length === 0
      ? ''
      : `\n  data:${fieldLines(definition, keys, { column: 4, number: place.number + values, flow: false })}`;
  return { text: said + data, stops: values + keys.length };
}

/** Within quotes where YAML would not take it for a text otherwise: as it is now, and whatever is chosen. */
function sayingOf({ definition, parts, takesI }: Sentence, { number, before }: Place): string {
  const lead = `${keywordFor(definition.type, before)} ${takesI ? 'I ' : ''}`;
  const shown =
    lead + parts.map((part) => (typeof part === 'string' ? part : (part.choices?.join(' ') ?? part.key))).join('');
  const isQuoted = scalarText(shown) !== shown;
  const quote = (text: string): string => (isQuoted ? text.replaceAll("'", "''") : text);
  let next = number;
  const said = parts.map((part) => {
    if (typeof part === 'string') return plainSnippet(quote(part));
    return part.choices ? choice(next++, part.choices.map(quote)) : stop(next++, part.key);
  });
  return isQuoted ? `'${lead}${said.join('')}'` : lead + said.join('');
}
