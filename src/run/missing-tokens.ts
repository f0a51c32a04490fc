import { shortName } from '../scenario/cog-name';
import { isStaticToken, tokensIn } from '../scenario/tokens';
import type { ScenarioDefinition } from '../wire/definition';

/**
 * The static tokens that a definition uses and that nothing defines: a run needs their values.
 * Not among them: dates, and what may come from a record of a cog that runs in an earlier step (`{{web.form.url}}`).
 */
export function missingTokens(definition: ScenarioDefinition): readonly string[] {
  const missing = new Set<string>();
  const ran = new Set<string>();
  for (const { cog, data } of definition.steps) {
    for (const name of tokensIn(data ?? {})) {
      const [first = '', ...rest] = name.split('.');
      const isDynamic = rest.length >= 2 && ran.has(first);
      if (!isDynamic && !isStaticToken(name, definition.tokens ?? {})) missing.add(name);
    }
    ran.add(shortName(cog));
  }
  return [...missing];
}
