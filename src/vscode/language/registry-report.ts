import { t } from '../../base/localize';
import type { Catalog } from '../../registry/catalog';
import type { Cog } from '../../registry/definition';
import { plainLine } from '../../view/plain-text';
import type { TimeFormat } from '../../view/time';
import type { Knowledge } from './knowledge';
import { countWords } from './status-words';

/** The text that lists what is known of the cogs: what was set aside and what is wrong with files first, then each cog with its steps. */
export function registryReport(knowledge: Knowledge, { time }: { readonly time: Pick<TimeFormat, 'full'> }): string {
  const { catalog } = knowledge;
  const sections = [head(knowledge, time), unusable(catalog), files(knowledge), ...[...(catalog?.cogs.values() ?? [])].map(cogSection)];
  return `${sections.filter((section) => section.length > 0).map((section) => section.join('\n')).join('\n\n')}\n`;
}

function head({ catalog, origin }: Knowledge, time: Pick<TimeFormat, 'full'>): readonly string[] {
  if (!catalog) return [t('No registry is known here.'), t('Sign in, or name registry files in the setting stackMoxie.registry.files.')];
  const from = origin ? t('Registry of {0}, fetched {1}', plainLine(origin.organization), time.full(origin.fetchedAt)) : t('From registry files alone');
  return [from, countWords(catalog)];
}

function unusable(catalog: Catalog | undefined): readonly string[] {
  if (!catalog || catalog.unusable.length === 0) return [];
  const why = t('Set aside: these steps can be named by cog and stepId, but not written as a sentence');
  return [why, ...catalog.unusable.map(({ cog, stepId, reason }) => `  ${plainLine(cog)} ${plainLine(stepId)}: ${plainLine(reason)}`)];
}

function files({ fileProblems }: Knowledge): readonly string[] {
  if (fileProblems.length === 0) return [];
  return [t('Problems of registry files'), ...fileProblems.map(({ file, problem }) => `  ${plainLine(file)}: ${plainLine(problem)}`)];
}

function cogSection({ name, label, version, homepage, steps }: Cog): readonly string[] {
  const count = steps.length === 1 ? t('1 step') : t('{0} steps', steps.length);
  const about = [name, ...(version === '' ? [] : [version]), count, ...(homepage === '' ? [] : [homepage])];
  return [`${plainLine(label)} (${about.map((part) => plainLine(part)).join(', ')})`, ...steps.map((step) => `  ${plainLine(step.stepId)}: ${plainLine(step.name)}`)];
}
