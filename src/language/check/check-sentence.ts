import { t } from '../../base/localize';
import type { Catalog } from '../../registry/catalog';
import type { StepDefinition } from '../../registry/definition';
import { couldMean } from '../../registry/holes';
import { nearestSentences } from '../../registry/nearest';
import { readSentence, type Reading } from '../../registry/readings';
import { renderTemplate, sentenceTemplate } from '../../registry/template';
import type { InSlice } from '../../scenario/document/offsets';
import type { Span } from '../../scenario/document/tree';
import { misspeltIn } from './misspelt';
import type { ScenarioNodeText } from '../core/node-text';
import { definedAs, type Report } from '../core/problem';
import type { CapturedValue } from '../core/step-facts';

/** What a sentence means, with the places of what it captures. */
export interface SentenceMeaning {
  readonly definition: StepDefinition | undefined;
  readonly data: Readonly<Record<string, unknown>>;
  readonly captures: readonly CapturedValue[];
}

/** Finds what a sentence means and reports where that is not clear. */
export function checkSentence(
  sentence: ScenarioNodeText<InSlice>,
  data: Readonly<Record<string, unknown>>,
  catalog: Catalog,
  report: Report<InSlice>,
): SentenceMeaning {
  const { substitution, node } = sentence;
  const reading = readSentence(catalog, substitution.text, data);
  if (!reading) {
    // A token whose value is not known here may stand for any text.
    if (couldMean(catalog, substitution.known).length === 0) reportUnknown(sentence, catalog, report);
    return { definition: undefined, data, captures: [] };
  }
  reportAmbiguous(reading, node.span, report);
  const captures = reading.captures.map(({ name, value, start, end }) => ({
    name,
    value,
    span: sentence.toPiece(start, end),
  }));
  return { definition: reading.definition, data: reading.data, captures };
}

function reportUnknown(sentence: ScenarioNodeText<InSlice>, catalog: Catalog, report: Report<InSlice>): void {
  const { substitution, node } = sentence;
  const templates = nearestSentences(catalog, substitution.text, 3).flatMap(
    ({ definition }) => sentenceTemplate(definition) ?? [],
  );
  const names = templates.map((template) => renderTemplate(template));
  const [nearest] = names;
  // Where all but some words are those of a sentence, these words are what is wrong.
  const wrong = templates[0] && misspeltIn(substitution.text, templates[0]);
  const span = wrong ? sentence.toPiece(wrong.start, wrong.end) : node.span;
  const message = nearest === undefined ? t('No matching step.') : t('No matching step. Closest: {0}', nearest);
  report('no-matching-step', span, message, { names });
}

const nameOf = ({ cog, stepId }: StepDefinition): string => `${cog} ${stepId}`;

function reportAmbiguous(
  { definition, others, tie, runnerChoice }: Reading,
  span: Span<InSlice>,
  report: Report<InSlice>,
): void {
  const [other] = others;
  if (!tie && runnerChoice === definition) return;
  const all = [definition, ...others];
  const more = { names: all.map(nameOf), related: all.map(definedAs) };
  if (other && tie) {
    report(
      'ambiguous-step',
      span,
      t(
        '{0} and {1} match equally well. {0} is used because it comes later in the registry. Add "cog" and "stepId" to be explicit.',
        nameOf(definition),
        nameOf(other),
      ),
      more,
    );
  } else {
    const message = t(
      'This is {0}, which matches more of the sentence than {1}. The older command-line runner uses {1}.',
      nameOf(definition),
      nameOf(runnerChoice),
    );
    report('ambiguous-step', span, message, { ...more, severity: 'information' });
  }
}
