import { t } from '../../../base/localize';
import { endingOf, scenarioEnding } from '../../../scenario/file-name';
import { samePath, TakenPaths } from '../../../sync/model/names';

const longestName = 255;

/** Why a scenario cannot have a name; `undefined` where it can. */
export function nameProblem(name: string): string | undefined {
  if (name.trim() === '') return t('A scenario needs a name.');
  return name.trim().length > longestName ? t('A name can have at most {0} characters.', longestName) : undefined;
}

/** The path that a scenario's file has after its scenario was renamed: in its directory, with its ending. `undefined` where it has it already. */
export function fileNameFor(path: string, name: string, taken: readonly string[]): string | undefined {
  const slash = path.lastIndexOf('/');
  const directory = path.slice(0, Math.max(0, slash));
  const ending = endingOf(path) ?? scenarioEnding;
  const others = taken.filter((other) => samePath(other) !== samePath(path));
  const wanted = new TakenPaths(others).take(directory, name, { ending, otherwise: 'Scenario' });
  return wanted === path ? undefined : wanted;
}
