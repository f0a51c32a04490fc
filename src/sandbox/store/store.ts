import type { TimeSource } from '../../base/clock';
import { createAccounts, type Accounts } from './accounts';
import { createConnections, type Connections } from './connections';
import { createContacts, type Contacts } from './contacts';
import type { Database } from './database';
import { createFolders, type Folders } from './folders';
import { createGroups, type Groups } from './groups';
import { createJobs, type Jobs } from './jobs';
import { createMembers, type Members } from './members';
import { createMeta, type Meta } from './meta';
import { createOrganizations, type Organizations } from './organizations';
import { createOutbox, type Outbox } from './outbox';
import { createRuns, type Runs } from './runs';
import { createScenarios, type Scenarios } from './scenarios';
import { createSchedules, type Schedules } from './schedules';

/** All that the sandbox keeps, by resource. */
export interface Store {
  readonly accounts: Accounts;
  readonly connections: Connections;
  readonly contacts: Contacts;
  readonly folders: Folders;
  readonly groups: Groups;
  readonly jobs: Jobs;
  readonly members: Members;
  readonly meta: Meta;
  readonly organizations: Organizations;
  readonly outbox: Outbox;
  readonly runs: Runs;
  readonly scenarios: Scenarios;
  readonly schedules: Schedules;
  transaction<T>(work: () => T): T;
}

/** The store, and the clock by which its records are dated. */
export interface TimedStore {
  readonly store: Store;
  readonly clock: TimeSource;
}

export function createStore(database: Database): Store {
  const groups = createGroups(database);
  return {
    accounts: createAccounts(database),
    connections: createConnections(database),
    contacts: createContacts(database),
    folders: createFolders(database),
    groups,
    jobs: createJobs(database),
    members: createMembers(database),
    meta: createMeta(database),
    organizations: createOrganizations(database),
    outbox: createOutbox(database),
    runs: createRuns(database),
    scenarios: createScenarios(database, groups),
    schedules: createSchedules(database),
    transaction: (work) => database.transaction(work),
  };
}
