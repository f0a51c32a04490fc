import { t } from '../../base/localize';
import type { frameKeys, stepKeys } from '../../scenario/keys';

type Words = () => string;

const frame: Readonly<Record<(typeof frameKeys)[number], Words>> = {
  scenario: () => t('The scenario’s name, as lists and reports show it.'),
  description: () => t('What the scenario proves, for anyone who reads that it failed.'),
  tokens: () =>
    t(
      'Values for tokens: wherever a token’s name is written in double braces, such as {{email}}, its value takes its place. A run can be started with other values.',
    ),
  steps: () =>
    t(
      'What the scenario does and checks, in order. After an action that does not pass, the run ends. After a validation that does not pass, only validations run.',
    ),
  linkedScenarios: () => t('What runs after this scenario has passed or failed.'),
  stackmoxie: () =>
    t(
      'The scenario’s settings in Stack Moxie, such as its folder, severity and notification groups. A push changes only those that are written here.',
    ),
};

const step: Readonly<Record<(typeof stepKeys)[number], Words>> = {
  step: () => t('The step as a sentence. The registry decides which cog runs it.'),
  name: () => t('The step in words, for the reader. It has no effect.'),
  cog: () => t('The cog that runs the step: vendor/cog.'),
  stepId: () => t('Which of the cog’s step definitions is meant.'),
  waitFor: () => t('Seconds to wait before the first try.'),
  failAfter: () => t('Seconds, counted from the first try, during which a step that did not pass is tried again.'),
  data: () => t('Values for the step’s fields. A value in the sentence wins over one for the same field here.'),
};

const links: Readonly<Record<string, Words>> = {
  onPass: () => t('What runs after this scenario has passed.'),
  onFail: () => t('What runs after this scenario has failed.'),
};

const link: Readonly<Record<string, Words>> = {
  templateId: () => t('The id of the template to run. It must be linkable.'),
  steps: () => t('The template’s steps with this scenario’s values, each with cog and stepId.'),
};

const settings: Readonly<Record<string, Words>> = {
  folder: () =>
    t(
      'The scenario’s folder, by name, or by id if several folders have that name. Empty (null) takes the scenario out of its folder.',
    ),
  severity: () => t('How severe a failure is: 1 is the most severe, 4 the least.'),
  dashboardSetting: () => t('Whether the status dashboard shows the scenario.'),
  notificationGroups: () =>
    t('Who is notified of results: groups by name, or by id if several groups have the same name.'),
  type: () => t('Whether this is a standalone scenario, a template, or based on a template.'),
  instructions: () => t('For templates: how to use it.'),
  exposedToApis: () => t('For templates: whether the API exposes it.'),
  isLinkable: () => t('For templates: whether it can be linked to other scenarios.'),
};

const helpOf = (words: Readonly<Record<string, Words>>, key: string | undefined): string | undefined =>
  key !== undefined && Object.hasOwn(words, key) ? words[key]?.() : undefined;

/** Help for a key of a step. */
export const stepKeyHelp = (key: string): string | undefined => helpOf(step, key);

/**
 * Help for a key of a scenario file outside of its steps. `schemas/scenario.schema.json` has the same texts; a test compares
 * them.
 * @param keys from the outermost to the key itself: `stackmoxie`, `folder`; lists in between are left out.
 */
export function keyHelp(keys: readonly string[]): string | undefined {
  const [top, second, third, fourth, ...deeper] = keys;
  if (second === undefined) return helpOf(frame, top);
  if (top === 'stackmoxie') return third === undefined ? helpOf(settings, second) : undefined;
  if (top !== 'linkedScenarios') return undefined;
  if (third === undefined) return helpOf(links, second);
  if (fourth === undefined) return helpOf(link, third);
  return third === 'steps' && deeper.length === 0 ? stepKeyHelp(fourth) : undefined;
}
