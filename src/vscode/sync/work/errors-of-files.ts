import type { Clock } from '../../../base/clock';
import type { Uri } from 'vscode';
import { CancelledError } from '../../../base/cancellation';
import { t } from '../../../base/localize';
import { TimeSlicer } from '../../../base/time-slices';
import type { PlanItem, PlanVerb } from '../../../sync/plan/plan';
import { joinErrors, withNumbers, type FileError, type FileErrors } from '../../../view/sync/messages/file-errors';
import { withProgress } from '../../report';
import type { SyncFolder } from '../folder/sync-folders';

/** Finds the errors that an author would see in a text, whether its file is open or not. */
export type ErrorsIn = (uri: Uri, text: string) => Promise<readonly FileError[]>;

interface FileErrorsWorld {
  readonly errorsIn: ErrorsIn;
}

export interface ErrorsWorld extends FileErrorsWorld {
  readonly clock: Clock;
}

/** What a push sends of a file. */
const sending: ReadonlySet<PlanVerb> = new Set(['create', 'update', 'merge', 'conflict']);

/** More than that are checked with progress, the editor having its turn between them. */
const mostAtOnce = 20;

/** The errors of all files that items would push, open or closed, as the plan saw them. Throws a `CancelledError` when the user stops it. */
export async function errorsOfPushed(
  world: ErrorsWorld,
  folder: SyncFolder,
  items: readonly PlanItem[],
): Promise<readonly FileErrors[]> {
  const pushed = items.filter(({ direction, what }) => direction === 'push' && sending.has(what));
  if (pushed.length <= mostAtOnce)
    return (await Promise.all(pushed.map((item) => errorsOf(world, folder, item)))).flat();
  return withProgress(t('Checking {0} files', pushed.length), 'cancellable', async (progress, cancellation) => {
    const slicer = new TimeSlicer(world.clock);
    const found: FileErrors[] = [];
    for (const item of pushed) {
      if (cancellation.isCancellationRequested) throw new CancelledError();
      found.push(...(await errorsOf(world, folder, item)));
      progress.report('', 100 / pushed.length);
      await slicer.yieldIfDue();
    }
    return found;
  });
}

/** What has to be asked of an item's file: what an author would see in it, what the plan says of it, and numbers that are sent otherwise. */
export async function errorsOf(
  { errorsIn }: FileErrorsWorld,
  folder: SyncFolder,
  { path, seen, problems }: Pick<PlanItem, 'path' | 'seen' | 'problems'>,
): Promise<readonly FileErrors[]> {
  if (path === undefined) return [];
  const wrong = joinErrors(seen.text === undefined ? [] : await errorsIn(folder.uriOf(path), seen.text), problems);
  const errors = withNumbers(wrong, folder.engine.numbersOf({ seen }).asked);
  return errors.length === 0 ? [] : [{ path, errors }];
}
