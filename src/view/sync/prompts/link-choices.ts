import { plainName } from '../../../base/plain-text';
import { t } from '../../../base/localize';
import type { FileStatus } from '../../../sync/plan/status';
import { samePath } from '../../../sync/model/names';
import type { Id } from '../../../wire/payload';

/** A scenario that a file may be linked to. */
export interface LinkChoice {
  readonly id: Id;
  readonly name: string;
  /** The file that it is linked to already. */
  readonly linkedTo?: string;
  readonly isLinkedHere: boolean;
}

/** The scenarios of the cloud: the file's own name first, then the nearest; those that other files have last. */
export function linkChoices(
  files: readonly FileStatus[],
  { path, name }: { readonly path: string; readonly name: string },
): readonly LinkChoice[] {
  const found = files.flatMap((file): readonly LinkChoice[] => {
    if (file.id === undefined || file.state === 'deletedInCloud') return [];
    const isLinkedHere = file.path !== undefined && samePath(file.path) === samePath(path);
    return [
      {
        id: file.id,
        name: file.name,
        isLinkedHere,
        ...(file.path === undefined || isLinkedHere ? {} : { linkedTo: file.path }),
      },
    ];
  });
  const near = new Map(found.map((choice) => [choice.id, nearness(choice.name, name)]));
  const rank = ({ id, linkedTo }: LinkChoice): number => (near.get(id) ?? 0) - (linkedTo === undefined ? 0 : 10);
  return found.sort((one, other) => rank(other) - rank(one) || one.name.localeCompare(other.name) || one.id - other.id);
}

/** What a choice says beside its name. */
export function linkWords({ id, linkedTo, isLinkedHere }: LinkChoice): string {
  if (isLinkedHere) return t('{0} · linked to this file', id);
  return linkedTo === undefined ? String(id) : t('{0} · linked to {1}', id, plainName(linkedTo, ''));
}

/** The name that a file gives its scenario; of one that gives none, its own. */
export function nameInFile(text: string, path: string): string {
  const written = /^scenario:[ \t]*(?:"([^"\r\n]*)"|'([^'\r\n]*)'|([^\r\n#]+))/m.exec(text);
  const name = (written?.[1] ?? written?.[2] ?? written?.[3] ?? '').trim();
  return name === '' ? path.replace(/^.*\//, '').replace(/\.crank\.ya?ml$/i, '') : name;
}

const pairs = (text: string): ReadonlySet<string> => {
  const plain = ` ${text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()} `;
  return new Set(Array.from({ length: plain.length - 1 }, (_, index) => plain.slice(index, index + 2)));
};

/** How alike two names are: 1 the same, 0 nothing in common. Case and accents do not count. */
function nearness(one: string, other: string): number {
  const [left, right] = [pairs(one), pairs(other)];
  const common = [...left].filter((pair) => right.has(pair)).length;
  return (2 * common) / (left.size + right.size) + (one === other ? 1 : 0);
}

/** How a file and its scenario stand after they were linked. `asks`: a push or pull will ask. */
export function linkedWords(
  { state, name }: Pick<FileStatus, 'state' | 'name'>,
  { path, organization }: { readonly path: string; readonly organization: string },
): string {
  const said = t(
    '{0} is linked to "{1}" in {2}',
    plainName(path, ''),
    plainName(name, t('Unnamed scenario')),
    organization,
  );
  return state === 'inSync'
    ? t('{0}. They are identical.', said)
    : t('{0}. They differ. The next push or pull asks which to keep.', said);
}
