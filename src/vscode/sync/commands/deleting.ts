import { t } from '../../../base/localize';
import { plainName } from '../../../base/plain-text';
import { hasFile, type Plan } from '../../../sync/plan/plan';
import { deleteHereQuestion, deleteInCloudQuestion } from '../../../view/sync/prompts/change-prompts';
import { organizationWords } from '../../../view/sync/messages/names';
import { run } from '../../commands';
import { commands } from '../../ids';
import { ask, showInformation } from '../../report';
import { applyChange } from '../work/apply-change';
import { confirmChange } from '../work/protected';
import { scenarioTargets, type TargetsWorld } from '../work/targets';
import { readArguments } from '../work/told';

const restore = () => ({ title: t('Restore Backup…'), run: () => run(commands.restoreBackup) });
const namesOf = ({ items }: Plan): readonly string[] => items.map(({ name }) => name);

/** Deletes scenarios in the cloud, with their runs and schedules; their files stay. */
export async function deleteInCloud(world: TargetsWorld, args: readonly unknown[]): Promise<void> {
  const { folder, ids } = await scenarioTargets(world, readArguments(args), t('Delete in Cloud'));
  const { session, engine } = folder;
  const plan = await engine.planDelete('cloud', ids);
  const names = namesOf(plan);
  if (names.length === 0) {
    showInformation(t('The scenario is no longer in {0}.', organizationWords(folder.session)));
    return;
  }
  const question = deleteInCloudQuestion({
    names,
    organization: organizationWords(folder.session),
    files: plan.items.filter(hasFile).length,
  });
  if (!(await confirmChange(session, question))) return;
  const done =
    names.length === 1
      ? t('Deleted "{0}" in {1}. A backup is kept.', plainName(names[0], ''), organizationWords(folder.session))
      : t('Deleted {0} scenarios in {1}. Backups are kept.', names.length, organizationWords(folder.session));
  await applyChange(folder, plan, {
    title: t('Deleting in {0}', organizationWords(folder.session)),
    done,
    next: restore(),
  });
}

/** Deletes linked files; their scenarios stay. */
export async function deleteHere(world: TargetsWorld, args: readonly unknown[]): Promise<void> {
  const { folder, ids } = await scenarioTargets(world, readArguments(args), t('Delete Here'));
  const plan = await folder.engine.planDelete('here', ids);
  const paths = plan.items.flatMap(({ path }) => path ?? []);
  if (paths.length === 0) {
    showInformation(t('It has no file here.'));
    return;
  }
  const {
    message,
    detail = '',
    verb = '',
  } = deleteHereQuestion({ paths, organization: organizationWords(folder.session) });
  if ((await ask(message, detail, verb)) !== verb) return;
  const done =
    paths.length === 1
      ? t('Deleted {0}. A backup is kept.', plainName(paths[0], ''))
      : t('Deleted {0} files. Backups are kept.', paths.length);
  await applyChange(folder, plan, { title: t('Deleting files'), done, next: restore() });
}
