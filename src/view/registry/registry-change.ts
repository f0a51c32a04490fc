import { t } from '../../base/localize';
import type { Catalog } from '../../registry/catalog';
import type { Cog } from '../../registry/definition';
import { countWords } from './count-words';
import type { RegistryKnowledge } from './registry-knowledge';

/** Says what a refresh has brought: `Registry of Acme: 6 cogs, 191 steps. New: acme/fax.` */
export function changeWords(before: RegistryKnowledge, after: RegistryKnowledge): string {
  const name = after.origin?.organization ?? '';
  if (!after.catalog) return t('The registry of {0} is empty.', name);
  const now = t('Registry of {0}: {1}.', name, countWords(after.catalog));
  // What was not known before is not news one by one.
  return before.catalog ? `${now} ${differenceWords(before.catalog, after.catalog)}` : now;
}

function differenceWords(before: Catalog, after: Catalog): string {
  if (before === after) return t('Nothing has changed.');
  const come = [...after.cogs.keys()].filter((name) => !before.cogs.has(name));
  const gone = [...before.cogs.keys()].filter((name) => !after.cogs.has(name));
  const changed = [...after.cogs.values()]
    .filter((cog) => isOther(cog, before.cogs.get(cog.name)))
    .map(({ name }) => name);
  return [
    ...(come.length > 0 ? [t('New: {0}.', names(come))] : []),
    ...(gone.length > 0 ? [t('Removed: {0}.', names(gone))] : []),
    ...(changed.length > 0 ? [t('Changed: {0}.', names(changed))] : []),
  ].join(' ');
}

/** Compiled expressions hold what they have learnt; what a definition says is its text. */
function isOther(cog: Cog, before: Cog | undefined): boolean {
  return before !== undefined && text(cog) !== text(before);
}

const text = (cog: Cog): string =>
  JSON.stringify(cog, (key, value: unknown) =>
    key === 'expression' ? String((value as { readonly pattern?: RegExp }).pattern) : value,
  );

const most = 5;

function names(all: readonly string[]): string {
  const shown = all.slice(0, most).join(', ');
  return all.length > most ? t('{0} and {1} more', shown, all.length - most) : shown;
}
