import { t } from '../../base/localize';
import type { Catalog } from '../../registry/catalog';
import type { StepDefinition } from '../../registry/definition';
import type { OrganizationNames } from '../knowledge';

/** A cog that the organization cannot reach, at the first step that needs it. */
export interface MissingConnection {
  /** The step, from 0. */
  readonly step: number;
  readonly message: string;
}

/** Finds cogs that need a connection which the organization has not: each once, at its first step. Nothing where connections are not known. */
export function findMissingConnections(steps: readonly { readonly definition: StepDefinition | undefined }[], { catalog, connectedCogs }: Pick<OrganizationNames, 'connectedCogs'> & { readonly catalog?: Catalog | undefined }): readonly MissingConnection[] {
  if (!catalog || !connectedCogs) return [];
  const told = new Set<string>();
  return steps.flatMap(({ definition }, step) => {
    const cog = definition && catalog.cogs.get(definition.cog);
    if (!cog || cog.authFields.length === 0 || connectedCogs.has(cog.name) || told.has(cog.name)) return [];
    told.add(cog.name);
    return { step, message: t('The organization has no valid connection for {0}: a run fails here. Connect it in Stack Moxie, under Connections.', cog.label) };
  });
}
