import { describeAccess } from './behaviour/access';
import { describeConnections } from './behaviour/connections';
import { describeFolders } from './behaviour/folders';
import { describeLists } from './behaviour/lists';
import { describeMembers } from './behaviour/members';
import { describeNotificationGroups } from './behaviour/notification-groups';
import { describeOrganizations } from './behaviour/organizations';
import { describeRuns } from './behaviour/runs';
import { describeScenarios } from './behaviour/scenarios';
import { describeSchedules } from './behaviour/schedules';
import { describeTemplates } from './behaviour/templates';
import type { Subject } from './subject';

/** The subject of the test that is running. */
export type Current = () => Subject;

/** How the API behaves, whoever serves it: the one description, run against each service on a fresh subject a test. */
export function describeApi(make: () => Promise<Subject>): void {
  let subject: Subject | undefined;
  const current: Current = () => {
    if (!subject) throw new Error('No test is running.');
    return subject;
  };
  beforeEach(async () => (subject = await make()));
  afterEach(async () => {
    await subject?.close();
    subject = undefined;
  });
  describeAccess(current);
  describeFolders(current);
  describeScenarios(current);
  describeLists(current);
  describeRuns(current);
  describeTemplates(current);
  describeSchedules(current);
  describeConnections(current);
  describeNotificationGroups(current);
  describeMembers(current);
  describeOrganizations(current);
}
