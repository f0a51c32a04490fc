import { createAccounts, type Accounts } from './accounts';
import { createConnections, type Connections } from './connections';
import { createContacts, type Contacts } from './contacts';
import type { Database } from './database';
import { createFolders, type Folders } from './folders';
import { createMembers, type Members } from './members';
import { createRuns, type Runs } from './runs';
import { createScenarios, type Scenarios } from './scenarios';

/** All that the sandbox keeps, by resource. */
export interface Store {
  readonly accounts: Accounts;
  readonly folders: Folders;
  readonly members: Members;
  readonly scenarios: Scenarios;
  readonly runs: Runs;
  readonly connections: Connections;
  readonly contacts: Contacts;
  transaction<T>(work: () => T): T;
}

export function createStore(database: Database): Store {
  return {
    accounts: createAccounts(database),
    folders: createFolders(database),
    members: createMembers(database),
    scenarios: createScenarios(database),
    runs: createRuns(database),
    connections: createConnections(database),
    contacts: createContacts(database),
    transaction: (work) => database.transaction(work),
  };
}
