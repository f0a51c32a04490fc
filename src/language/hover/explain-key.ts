import { t } from '../../base/localize';
import type { frameKeys, stepKeys } from '../../scenario/keys';

type Words = () => string;

const ofFrame: Readonly<Record<(typeof frameKeys)[number], Words>> = {
  scenario: () => t('The name of the scenario.'),
  description: () => t('What the scenario proves, for whoever reads it.'),
  tokens: () =>
    t(
      'Values that stand wherever their name is written in double braces, such as {{email}}. A run may be started with others.',
    ),
  steps: () =>
    t(
      'What the scenario does and checks, in order. An action that does not pass ends the run; after a validation that does not pass, only validations go on.',
    ),
  linkedScenarios: () => t('Scenarios that run after this one.'),
  stackmoxie: () => t('What Stack Moxie keeps beside the scenario. What does not stand here stays as it is.'),
};

const ofStep: Readonly<Record<(typeof stepKeys)[number], Words>> = {
  step: () => t('The step as a sentence: the registry tells which cog runs it.'),
  name: () => t('The step in words, for whoever reads the scenario. It has no effect.'),
  cog: () => t('The cog that runs the step.'),
  stepId: () => t('Which of the cog’s steps this is.'),
  waitFor: () => t('Seconds to wait before the first try.'),
  failAfter: () => t('Seconds, counted from the first try, during which a step that did not pass is tried again.'),
  data: () => t('Values for the step’s fields. What the sentence says wins over a value of the same field here.'),
};

const ofLink: Readonly<Record<string, Words>> = {
  templateId: () => t('The number of the template that runs.'),
  steps: () => t('The template’s steps with the values that this scenario gives them.'),
};

const ofLinks: Readonly<Record<string, Words>> = {
  onPass: () => t('What runs after this scenario has passed.'),
  onFail: () => t('What runs after this scenario has failed.'),
};

const ofMetadata: Readonly<Record<string, Words>> = {
  folder: () => t('The folder in which the scenario lies.'),
  severity: () => t('How bad it is when the scenario fails: 1 is the worst, 4 the least.'),
  dashboardSetting: () => t('Whether the status dashboard shows the scenario.'),
  notificationGroups: () => t('Who hears of results.'),
  type: () => t('Whether this is a scenario of its own, a template, or made from one.'),
  instructions: () => t('For templates: how to work with it.'),
  exposedToApis: () => t('For templates: whether the API lists it among the exposed templates.'),
  isLinkable: () => t('For templates: whether it can be linked to other scenarios.'),
};

const said = (words: Readonly<Record<string, Words>>, key: string | undefined): string | undefined =>
  key !== undefined && Object.hasOwn(words, key) ? words[key]?.() : undefined;

/** One sentence about a key of a step. */
export const explainStepKey = (key: string): string | undefined => said(ofStep, key);

/**
 * One sentence about a key of a scenario file outside of its steps.
 * @param keys from the outermost to the key itself: `stackmoxie`, `folder`; lists in between are left out.
 */
export function explainKey(keys: readonly string[]): string | undefined {
  const [top, second, third, fourth, ...deeper] = keys;
  if (second === undefined) return said(ofFrame, top);
  if (top === 'stackmoxie') return third === undefined ? said(ofMetadata, second) : undefined;
  if (top !== 'linkedScenarios') return undefined;
  if (third === undefined) return said(ofLinks, second);
  if (fourth === undefined) return said(ofLink, third);
  return third === 'steps' && deeper.length === 0 ? explainStepKey(fourth) : undefined;
}
