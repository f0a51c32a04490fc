import { isRecord } from '../../base/json';
import { t } from '../../base/localize';
import type { DashboardSetting, Id, ScenarioType, Severity } from '../../wire/payload';
import type { RawFields, Scenario } from '../../wire/records';
import type { Backup } from '../store/backups';
import type { SyncContext } from '../plan/context';
import type { CloudInput } from '../model/ports';
import { present } from '../model/present';
import { asItCame } from '../model/raw-changes';
import { rawDefinition, sameDefinition } from '../model/readable';
import { NotDone } from '../model/not-done';

/** How a scenario came back: changed back to what it was, or made again under another number. */
export interface RestoredInCloud {
  readonly scenario: Scenario;
  readonly isNew: boolean;
}

type Input = CloudInput & { readonly name: string };

/** Whether a backup holds a scenario's definition as the API gave it, so that the cloud can have it again. */
export const canGoToCloud = ({ side, raw }: Pick<Backup, 'side' | 'raw'>): boolean =>
  side === 'cloud' && typeof raw?.['name'] === 'string' && isRecord(raw['definition']);

/** Whether nothing but the cloud can have it again: a file cannot say it. */
export const isForCloudAlone = (backup: Pick<Backup, 'side' | 'raw' | 'scenario'>): boolean =>
  canGoToCloud(backup) && backup.scenario?.definition === null;

/**
 * Puts a scenario back into the cloud as a backup has it: its definition as it came, and of its other fields those that could
 * be read. What is there now is kept in a backup. Where it was deleted it is made again, without its runs and its schedule.
 * Every request is sent once. Throws a `NotDone`, or what the cloud throws.
 */
export async function restoreInCloud(context: SyncContext, backup: Backup): Promise<RestoredInCloud> {
  const input = await inputOf(context, backup);
  const now = backup.id === undefined ? undefined : await context.cloud.scenario(backup.id);
  if (!now) return { scenario: await create(context, input), isNew: true };
  await context.backups.keep({
    side: 'cloud',
    why: 'restore',
    name: now.name,
    id: now.id,
    text: `${JSON.stringify(rawDefinition(now) ?? null, null, 2)}\n`,
    scenario: now,
    ...present({ path: backup.path }),
  });
  return { scenario: await update(context, now, input), isNew: false };
}

async function inputOf({ cloud }: SyncContext, { raw = {}, ...backup }: Backup): Promise<Input> {
  const { name, definition } = raw;
  if (!canGoToCloud({ ...backup, raw }) || typeof name !== 'string' || !isRecord(definition))
    throw new NotDone('failed', t('This backup does not contain the scenario in the cloud.'));
  const [folders, groups] = await Promise.all([cloud.folders(), cloud.notificationGroups()]);
  const isOf = (records: readonly { readonly id: Id }[]) => (id: Id) => records.some((record) => record.id === id);
  return {
    name,
    definition: asItCame(definition),
    ...fieldsOf(raw),
    ...present({ folder: folderIn(raw, isOf(folders)), notificationGroups: groupsIn(raw, isOf(groups)) }),
  };
}

/** Those whose values the reference names; others stay with the cloud. */
function fieldsOf(raw: RawFields): CloudInput {
  const text = (key: string): string | undefined => (typeof raw[key] === 'string' ? raw[key] : undefined);
  const truth = (key: string): boolean | undefined => (typeof raw[key] === 'boolean' ? raw[key] : undefined);
  const oneOf = <T>(key: string, values: readonly T[]): T | undefined => values.find((value) => value === raw[key]);
  return present({
    description: text('description'),
    instructions: text('instructions'),
    exposedToApis: truth('exposedToApis'),
    isLinkable: truth('isLinkable'),
    severity: oneOf<Severity>('severity', [1, 2, 3, 4]),
    type: oneOf<ScenarioType>('type', ['default', 'template', 'from-template']),
    dashboardSetting: oneOf<DashboardSetting>('dashboardSetting', ['default', 'include', 'exclude']),
  });
}

const idOf = (value: unknown): Id | undefined => {
  const id = isRecord(value) ? value['id'] : value;
  const number = typeof id === 'string' && id !== '' ? Number(id) : id;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
};

/** A folder that is there no more is left to the cloud. */
function folderIn({ feature }: RawFields, isThere: (id: Id) => boolean): Id | null | undefined {
  if (feature === null) return null;
  const id = idOf(feature);
  return id !== undefined && isThere(id) ? id : undefined;
}

function groupsIn({ notificationGroups }: RawFields, isThere: (id: Id) => boolean): readonly Id[] | undefined {
  if (!Array.isArray(notificationGroups)) return undefined;
  const ids = notificationGroups.map(idOf);
  return ids.includes(undefined) ? undefined : ids.filter((id) => id !== undefined).filter(isThere);
}

async function create({ cloud }: SyncContext, input: Input): Promise<Scenario> {
  try {
    return await cloud.create(input);
  } catch (cause) {
    if (!cloud.isUnclear(cause)) throw cause;
    throw new NotDone(
      'unknown',
      t(
        'The answer was lost. It is unknown whether the scenario was created. Refresh the scenarios and look for it before you restore it again.',
      ),
      { cause },
    );
  }
}

async function update({ cloud }: SyncContext, now: Scenario, input: Input): Promise<Scenario> {
  try {
    return await cloud.update(now.id, input);
  } catch (cause) {
    if (!cloud.isUnclear(cause)) throw cause;
    const found = await cloud.scenario(now.id).catch(() => undefined);
    const wanted = { ...now, definition: null, raw: { definition: input.definition } };
    const isRestored = (scenario: Scenario): boolean =>
      scenario.name === input.name && sameDefinition(scenario, wanted);
    // Where neither was to be changed, they do not tell whether the rest was.
    if (found && isRestored(found) && !isRestored(now)) return found;
    throw new NotDone(
      'unknown',
      t('The answer was lost. It is unknown whether the scenario was restored. Check it before you restore it again.'),
      { cause },
    );
  }
}
