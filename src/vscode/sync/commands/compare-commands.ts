import { t } from '../../../base/localize';
import { organizationWords, scenarioWords } from '../../../view/sync/messages/names';
import { run, type CommandHandler } from '../../commands';
import { commands, syncCommands, type SyncCommandId } from '../../ids';
import { choice, showInformation } from '../../report';
import { makePlan } from '../work/carry-out';
import type { ExchangeWorld } from '../work/job';
import { linkedFiles, scenariosOf } from '../work/linked';
import { compareItem, compareWithText } from '../work/show-text';
import { readArguments, type Told } from '../work/told';

export function compareCommands(world: ExchangeWorld): Partial<Record<SyncCommandId, CommandHandler>> {
  return {
    [syncCommands.compareWithCloud]: (...args) => compareWithCloud(world, readArguments(args)),
    [syncCommands.compareWithBase]: (...args) => compareWithBase(world, readArguments(args)),
  };
}

async function compareWithCloud(world: ExchangeWorld, told: Told): Promise<void> {
  const found = await scenariosOf(world, told, { title: t('Compare with Cloud'), ...linkedFiles });
  if (!found) return;
  const { folder, ids } = found;
  const { items } = await makePlan(folder, false, (cancellation) =>
    folder.engine.planPull({ ids: ids.slice(0, 1) }, { cancellation }),
  );
  const [item] = items;
  const organization = organizationWords(folder.session);
  if (!item?.seen.theirs)
    showInformation(t('“{0}” is no longer in {1}.', item ? scenarioWords(item) : t('The scenario'), organization));
  else if (item.seen.text === undefined)
    showInformation(
      t('“{0}” has no file here yet.', scenarioWords(item)),
      choice(t('Pull'), () => run(commands.pullScenario, { scenarioId: item.id })),
    );
  else await compareItem(world, folder, item);
}

async function compareWithBase(world: ExchangeWorld, told: Told): Promise<void> {
  const found = await scenariosOf(world, told, {
    title: t('Compare with Base'),
    ...linkedFiles,
    open: world.openUnasked,
  });
  const [id] = found?.ids ?? [];
  if (!found || id === undefined) return;
  const { folder } = found;
  const base = await folder.engine.base(id);
  const path = await folder.engine.pathOf(id);
  if (!base || path === undefined) showInformation(t('No base version yet. Push or pull once to create one.'));
  else await compareWithText(world, folder, { name: base.file.name, path, text: base.text, what: t('base') });
}
