import { isStaticToken } from '../../scenario/tokens';
import { producersOf } from '../core/producers';
import type { ReadScenario } from '../core/read-scenario';
import { tokenUses } from '../core/token-index';

/**
 * Names that are used as tokens below a prefix and have no value: no date, no record of a step gives one.
 * @param prefix empty, or keys with a dot behind each: `test.`.
 * @returns the next keys of their names, each once, and whether more keys follow.
 */
export function undeclaredTokens(
  scenario: ReadScenario,
  prefix: string,
): readonly { readonly key: string; readonly isMap: boolean }[] {
  const producers = producersOf(scenario.facts);
  const keys = new Map<string, boolean>();
  for (const name of new Set(tokenUses(scenario).map((use) => use.name))) {
    if (!name.startsWith(prefix) || isStaticToken(name, scenario.values)) continue;
    if (producers.some((producer) => name.startsWith(producer.prefix))) continue;
    const [key = '', ...more] = name.slice(prefix.length).split('.');
    if (key !== '') keys.set(key, more.length > 0);
  }
  return [...keys].map(([key, isMap]) => ({ key, isMap }));
}
