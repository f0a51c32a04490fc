import { t } from '../../../base/localize';
import { keyOf, type PlanItem, type Resolution } from '../../../sync/plan/plan';
import { pushQuestion } from '../../../view/sync/prompts/change-prompts';
import { errorsDocument, type FileErrors } from '../../../view/sync/messages/file-errors';
import { organizationWords, scenarioWords } from '../../../view/sync/messages/names';
import { problemPrompt } from '../../../view/sync/prompts/problem-prompt';
import { ask } from '../../report';
import { errorsOfPushed } from './errors-of-files';
import type { ExchangeWorld, Job } from './job';
import { confirmChange } from './protected';
import { openFile, showPlain } from './show-text';
import type { SyncFolder } from '../folder/sync-folders';

/** What changes nothing in the cloud. */
const onlyHere: ReadonlySet<PlanItem['what']> = new Set(['link', 'move', 'agree']);

/**
 * Whether items may be pushed: errors of all their files are listed and asked about, and a protected organization wants its
 * name typed.
 * @param resolutions how conflicts end: what takes theirs pushes nothing
 */
export async function mayPush(
  world: ExchangeWorld,
  job: Job,
  items: readonly PlanItem[],
  resolutions?: ReadonlyMap<string, Resolution>,
): Promise<boolean> {
  const { session } = job.folder;
  const pushed = items.filter(
    (item) => item.direction === 'push' && !onlyHere.has(item.what) && resolutions?.get(keyOf(item)) !== 'theirs',
  );
  if (pushed.length === 0) return true;
  const question = pushQuestion({
    names: pushed.map(({ name }) => name),
    organization: organizationWords(session),
    newFolders: job.placing?.newFolders ?? [],
  });
  return (await areErrorsMeant(world, job, pushed)) && confirmChange(session, question);
}

async function areErrorsMeant(
  world: ExchangeWorld,
  { folder, answers }: Job,
  pushed: readonly PlanItem[],
): Promise<boolean> {
  if (answers.isSure === true) return true;
  const files = await errorsOfPushed(world, folder, pushed);
  const [first] = files;
  if (!first) return true;
  const name = scenarioWords(pushed.find(({ path }) => path === first.path) ?? { name: first.path });
  const { message, detail, push, show } = problemPrompt(files, name, organizationWords(folder.session));
  const picked = await ask(message, detail, push, show);
  if (picked === show) await showErrors(world, folder, files);
  return picked === push;
}

/** One file is opened at its first error; of several there is a list to read. */
async function showErrors(world: ExchangeWorld, folder: SyncFolder, files: readonly FileErrors[]): Promise<void> {
  const [first, ...others] = files;
  if (first && others.length === 0) await openFile(folder, first.path, first.errors[0]?.line);
  else await showPlain(world, errorsDocument(files), t('Errors'));
}
