import { t } from '../../base/localize';
import type { Catalog } from '../../registry/catalog';
import type { StepDefinition } from '../../registry/definition';
import type { OrganizationNames } from '../core/knowledge';

/** Finds cogs that need a connection which the organization has not: what to say of each at its first step, from 0. Nothing where connections are not known. */
export function findMissingConnections(
  steps: readonly { readonly definition: StepDefinition | undefined }[],
  { catalog, connectedCogs }: Pick<OrganizationNames, 'connectedCogs'> & { readonly catalog?: Catalog | undefined },
): ReadonlyMap<number, string> {
  const missing = new Map<number, string>();
  if (!catalog || !connectedCogs) return missing;
  const told = new Set(connectedCogs);
  steps.forEach(({ definition }, step) => {
    const cog = definition && catalog.cogs.get(definition.cog);
    if (!cog || cog.authFields.length === 0 || told.has(cog.name)) return;
    told.add(cog.name);
    missing.set(
      step,
      t(
        'The organization has no valid connection for {0}. A run will fail here. Connect it in Stack Moxie, under Connections.',
        cog.label,
      ),
    );
  });
  return missing;
}
