import { ApiError, NotFoundError } from '../../api/http/errors';
import type { Api } from '../../api/api';
import type { ScenarioInput } from '../../api/resources/scenarios';
import type { Call } from '../../api/http/call';
import type { Cancellation } from '../../base/cancellation';
import type { CloudPort } from '../../sync/model/ports';

const callOf = (cancellation: Cancellation | undefined): Call => (cancellation ? { cancellation } : {});

/** One organization's scenarios, through the API. @param organization its UUID. */
export function apiCloud({ scenarios, folders, notificationGroups }: Api, organization: string): CloudPort {
  return {
    organization,
    scenarios: (cancellation) => scenarios.list(organization, callOf(cancellation)),
    scenario: async (id, cancellation) => {
      try {
        return await scenarios.get(organization, id, callOf(cancellation));
      } catch (error) {
        if (error instanceof NotFoundError) return undefined;
        throw error;
      }
    },
    folders: (cancellation) => folders.list(organization, callOf(cancellation)),
    notificationGroups: (cancellation) => notificationGroups.list(organization, callOf(cancellation)),
    // What is created has a definition: the rules see to it, the type of what travels leaves it open.
    create: (input) => scenarios.create(organization, { definition: { steps: [] }, ...input } satisfies ScenarioInput),
    update: (id, changes) => scenarios.update(organization, id, changes),
    delete: (id) => scenarios.delete(organization, id),
    isUnclear: (error) => error instanceof ApiError && error.unclear,
  };
}
