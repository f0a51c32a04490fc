import type { Settings } from './content';
import { withoutKeys } from './held-settings';
import type { CloudInput, CloudPort } from './ports';
import type { Scenario } from '../../wire/records';

/** Settings that a service may leave out of a record: whether it kept them is told by reading it again alone. */
const mayBeLeftOut = [
  'severity',
  'dashboardSetting',
  'type',
  'exposedToApis',
  'isLinkable',
] as const satisfies readonly (keyof Settings)[];

/**
 * What the service answered to a write, with the settings that it kept of those that were sent: some services repeat what they
 * are sent and keep less. All else is the answer's own, for a colleague may have written since.
 */
export async function asKept(cloud: CloudPort, answer: Scenario, sent: CloudInput): Promise<Scenario> {
  const keys = mayBeLeftOut.filter((key) => sent[key] !== undefined);
  const kept = keys.length === 0 ? undefined : await cloud.scenario(answer.id).catch(() => undefined);
  if (!kept) return answer;
  const dropped = keys.filter((key) => kept[key] === undefined);
  const found = keys.filter((key) => answer[key] === undefined && kept[key] !== undefined);
  return {
    ...(withoutKeys(answer, dropped) as unknown as Scenario),
    ...Object.fromEntries(found.map((key) => [key, kept[key]])),
  };
}
