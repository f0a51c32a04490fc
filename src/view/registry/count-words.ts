import { t } from '../../base/localize';
import type { Catalog } from '../../registry/catalog';

/** `6 cogs, 191 steps`. */
export function countWords({ cogs }: Pick<Catalog, 'cogs'>): string {
  const steps = [...cogs.values()].reduce((sum, cog) => sum + cog.steps.length, 0);
  return `${cogs.size === 1 ? t('1 cog') : t('{0} cogs', cogs.size)}, ${steps === 1 ? t('1 step') : t('{0} steps', steps)}`;
}
