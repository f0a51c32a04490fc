import type { Api } from './api';
import { Http } from './http/http';
import type { TransportOptions } from './http/request';
import { connectionsApi } from './resources/connections';
import { foldersApi } from './resources/folders';
import { membersApi } from './resources/members';
import { notificationGroupsApi } from './resources/notification-groups';
import { organizationsApi } from './resources/organizations';
import { registryApi } from './resources/registry';
import { runsApi } from './resources/runs';
import { scenariosApi } from './resources/scenarios';
import { schedulesApi } from './resources/schedules';
import { createTransport } from './http/transport';

/** A client of the API. Making one sends nothing and never throws; an unusable address shows at the first call. */
export function createApi(options: TransportOptions): Api {
  const http = new Http(createTransport(options), options.log);
  return {
    organizations: organizationsApi(http),
    folders: foldersApi(http),
    scenarios: scenariosApi(http),
    runs: runsApi(http),
    schedules: schedulesApi(http),
    connections: connectionsApi(http),
    registry: registryApi(http),
    notificationGroups: notificationGroupsApi(http),
    members: membersApi(http),
  };
}
