import { t } from '../../../base/localize';
import { present } from '../../../sync/model/present';
import type { Summary } from '../../../sync/apply/summary';
import { organizationWords } from '../../../view/sync/messages/names';
import { showInformation } from '../../report';
import { makePlan } from '../work/carry-out';
import type { Answers, ExchangeWorld } from '../work/job';
import { chooseAmongKin } from '../work/kin-choice';
import { offer } from '../work/offer';
import { askPlace } from '../work/placing';
import type { SyncFolder } from '../folder/sync-folders';

/** Creates a scenario for a file that has none, in a folder that the file names or that the user picks; one that the cloud may have already is asked about. */
export async function createInCloud(
  world: ExchangeWorld,
  folder: SyncFolder,
  { path, answers }: { readonly path: string; readonly answers: Answers },
): Promise<Summary | undefined> {
  if ((await folder.engine.linkOf(path)) !== undefined) {
    showInformation(
      t('{0} is already linked to a scenario in {1}. Push it instead.', path, organizationWords(folder.session)),
    );
    return undefined;
  }
  const plan = await makePlan(folder, false, (cancellation) =>
    folder.engine.planPush({ paths: [path], ...present({ folder: answers.folder }) }, { cancellation }),
  );
  const [item] = plan.items;
  if (!item) throw new Error(t('There is no scenario file {0} in this folder.', path));
  const chosen = answers.isSure === true ? item : await chooseAmongKin(folder, item, answers);
  const placing = await askPlace(folder, [chosen]);
  return offer(world, folder, {
    plan: { ...plan, items: [chosen] },
    direction: 'push',
    answers,
    ...present({ placing }),
  });
}
