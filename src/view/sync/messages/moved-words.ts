import { t } from '../../../base/localize';
import { plainName } from '../../../base/plain-text';

/** Linked files that went from one workspace folder into another. */
export interface Moved {
  /** As they were called in the folder that they left. */
  readonly paths: readonly string[];
  /** The folder that they left, and its organization as prompts name it. */
  readonly from: string;
  readonly organization: string;
  /** The folder that they are in now, and its organization where it has one; absent: outside of all. */
  readonly to?: { readonly name: string; readonly organization?: string };
}

/** Their links went along. */
export function wentAlong({ paths, from, organization, to }: Moved): string {
  const count = paths.length;
  const file = plainName(paths[0], '');
  const [before, now] = [plainName(from, ''), plainName(to?.name, '')];
  return count === 1
    ? t('{0} was moved from {1} to {2} with its link to {3}.', file, before, now, organization)
    : t('{0} files were moved from {1} to {2} with their links to {3}.', count, before, now, organization);
}

/** Their links stayed behind. */
export function leftBehind({ paths, from, organization, to }: Moved): string {
  const left = leftWords(paths, plainName(from, ''), organization);
  return to === undefined ? left : `${left} ${whyNot(to, organization)}`;
}

function leftWords(paths: readonly string[], folder: string, organization: string): string {
  const count = paths.length;
  const file = plainName(paths[0], '');
  return count === 1
    ? t(
        '{0} was moved out of the folder {1}. Its scenario stays in {2}, and counts as deleted here.',
        file,
        folder,
        organization,
      )
    : t(
        '{0} files were moved out of the folder {1}. Their scenarios stay in {2}, and count as deleted here.',
        count,
        folder,
        organization,
      );
}

function whyNot({ name, organization: other }: NonNullable<Moved['to']>, organization: string): string {
  const folder = plainName(name, '');
  if (other === undefined) return t('{0} has no organization.', folder);
  return other === organization ? t('{0} already has a file for it.', folder) : t('{0} belongs to {1}.', folder, other);
}
