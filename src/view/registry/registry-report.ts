import { t } from '../../base/localize';
import type { Catalog } from '../../registry/catalog';
import type { Cog, StepDefinition } from '../../registry/definition';
import { renderTemplate, sentenceTemplate } from '../../registry/template';
import { plainLine } from '../../base/plain-text';

import { countWords } from './count-words';
import type { RegistryKnowledge } from './registry-knowledge';

interface Time {
  /** `Nov 3, 2024, 09:10`. @param at Unix milliseconds */
  full(at: number): string;
}

/** The text that lists what is known of the cogs: what was set aside and what is wrong with files first, then each cog with its steps. */
export function registryReport(knowledge: RegistryKnowledge, { time }: { readonly time: Time }): string {
  const sections = [
    ...before(knowledge, time),
    ...cogsOf(knowledge).map((cog) => [cogLine(cog), ...cog.steps.map(stepLine)]),
  ];
  return `${sections.map((section) => section.join('\n')).join('\n\n')}\n`;
}

/** The line, from 0, on which the report tells of a step definition. */
export function lineInReport(
  knowledge: RegistryKnowledge,
  { cog, stepId }: Pick<StepDefinition, 'cog' | 'stepId'>,
  { time }: { readonly time: Time },
): number | undefined {
  let line = before(knowledge, time).reduce((sum, section) => sum + section.length + 1, 0);
  for (const { name, steps } of cogsOf(knowledge)) {
    const at = name === cog ? steps.findIndex((step) => step.stepId === stepId) : -1;
    if (at >= 0) return line + 1 + at;
    line += steps.length + 2;
  }
  return undefined;
}

const cogsOf = ({ catalog }: RegistryKnowledge): readonly Cog[] => [...(catalog?.cogs.values() ?? [])];

const before = (knowledge: RegistryKnowledge, time: Time): readonly (readonly string[])[] =>
  [head(knowledge, time), unusable(knowledge.catalog), files(knowledge)].filter((section) => section.length > 0);

function head({ catalog, origin }: RegistryKnowledge, time: Time): readonly string[] {
  if (!catalog)
    return [
      t('No registry is available here.'),
      t('Sign in, or list registry files in the setting stackMoxie.registry.files.'),
    ];
  const from = origin
    ? t('Registry of {0}, fetched {1}', plainLine(origin.organization), time.full(origin.fetchedAt))
    : t('From registry files only');
  return [from, countWords(catalog)];
}

function unusable(catalog: Catalog | undefined): readonly string[] {
  if (!catalog || catalog.unusable.length === 0) return [];
  const why = t('Skipped: these steps can be used by cog and stepId, but not as a sentence');
  return [
    why,
    ...catalog.unusable.map(
      ({ cog, stepId, reason }) => `  ${plainLine(cog)} ${plainLine(stepId)}: ${plainLine(reason)}`,
    ),
  ];
}

function files({ fileProblems }: RegistryKnowledge): readonly string[] {
  if (fileProblems.length === 0) return [];
  return [
    t('Problems in registry files'),
    ...fileProblems.map(({ file, problem }) => `  ${plainLine(file)}: ${plainLine(problem)}`),
  ];
}

function cogLine({ name, label, version, homepage, steps }: Cog): string {
  const count = steps.length === 1 ? t('1 step') : t('{0} steps', steps.length);
  const about = [name, ...(version === '' ? [] : [version]), count, ...(homepage === '' ? [] : [homepage])];
  return `${plainLine(label)} (${about.map((part) => plainLine(part)).join(', ')})`;
}

/** One line a step: places in the report are found by counting. */
function stepLine(step: StepDefinition): string {
  const template = sentenceTemplate(step);
  const sentence = template ? ` · ${plainLine(renderTemplate(template))}` : '';
  return `  ${plainLine(step.stepId)}: ${plainLine(step.name)}${sentence}`;
}
