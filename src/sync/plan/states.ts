import type { Base, Content, Settings, SyncState } from '../model/content';
import { agreedSettings, holdsAll, namedAlone, newInCloud, settingsAsFileSays } from '../model/held-settings';
import type { Difference } from '../model/findings';
import { changeWords } from '../diff/words';
import { differences, isSame } from '../diff/compare';
import { mergeContents } from '../diff/merge';

/** A file as it is now. */
export interface FileSide {
  readonly text: string;
  /** Absent where the file cannot be read as a scenario. */
  readonly content?: Content;
}

export interface Sides {
  readonly isLinked: boolean;
  readonly file?: FileSide;
  readonly base?: Base;
  readonly cloud?: Content;
  /** Whether the file says what was agreed on before the base was. */
  readonly isEarlier?: boolean;
}

/** How a file and its scenario stand to each other, and what each changed since they agreed. */
export interface Standing {
  readonly state: SyncState;
  readonly here: readonly Difference[];
  readonly cloud: readonly Difference[];
  /** Both say the same, and no base tells so: it was lost, or the process ended before it was written. */
  readonly lacksBase: boolean;
}

const plain = (state: SyncState): Standing => ({ state, here: [], cloud: [], lacksBase: false });

/** Decides by content alone, never by time. */
export function stateOf(sides: Sides): Standing {
  const { isLinked, file, cloud } = sides;
  if (!isLinked) return plain(file ? 'notLinked' : 'cloudOnly');
  if (!cloud) return plain(file ? 'deletedInCloud' : 'deletedHere');
  if (!file) return plain('deletedHere');
  return sides.base
    ? withBase(file, cloud, { base: sides.base, isEarlier: sides.isEarlier ?? false })
    : withoutBase(file, cloud);
}

function withoutBase({ content }: FileSide, cloud: Content): Standing {
  if (!content) return plain('conflict');
  const found = differences(cloud, content);
  const added = settingWords(namedAlone(content.settings, cloud.settings), {}, content.settings);
  if (found.length > 0) return { ...plain('conflict'), here: [...found, ...added], cloud: differences(content, cloud) };
  // The cloud holds none of them: a push writes over nothing.
  if (added.length > 0) return { ...plain('localChanges'), here: added, lacksBase: true };
  return { ...plain('inSync'), lacksBase: true };
}

/** How settings differ. */
const settingWords = (keys: readonly (keyof Settings)[], before: Settings, after: Settings): readonly Difference[] =>
  keys.map((key) => ({ path: ['settings', key], words: changeWords(['settings', key], before[key], after[key]) }));

interface WithBase {
  readonly base: Base;
  readonly isEarlier: boolean;
}

function withBase(file: FileSide, cloud: Content, { base, isEarlier }: WithBase): Standing {
  const { here, isChanged } = changesHere(file, cloud, base);
  const there = changesThere(file, cloud, base);
  if (there.length > 0 && !isChanged) return { ...plain('cloudChanges'), cloud: there };
  if (there.length > 0 && isSameNow(file.content, cloud, base)) return { ...plain('inSync'), lacksBase: true };
  // Nobody typed that: it came back with another branch. What was agreed on later is not to be taken back by the way.
  if (isChanged && isEarlier) return { ...plain('behind'), here, cloud: there };
  if (there.length > 0) return { ...plain('conflict'), here, cloud: there };
  return { ...plain(isChanged ? 'localChanges' : 'inSync'), here };
}

const isSameNow = (content: Content | undefined, cloud: Content, base: Base): boolean =>
  content !== undefined && isSame(cloud, content) && holdsAll(cloud, content, base);

/** What the cloud held; of tokens that it did not hold, what the file said: tokens that come later are a change. */
const cloudThen = ({ cloud, file }: Base): Content => ({ ...cloud, tokens: cloud.tokens ?? file.tokens ?? {} });

/** A text that nobody touched says what it said; one that cannot be read is a change. */
function changesHere(
  { text, content }: FileSide,
  cloud: Content,
  base: Base,
): { readonly here: readonly Difference[]; readonly isChanged: boolean } {
  const isUntouched = text === base.text;
  const says = isUntouched ? base.file : content;
  if (!says) return { here: [], isChanged: true };
  const before = { ...base.file, settings: agreedSettings(base, cloud.settings) };
  const added = settingWords(namedAlone(says.settings, before.settings), {}, says.settings);
  const here = [...(isUntouched ? [] : differences(before, says)), ...added];
  return { here, isChanged: here.length > 0 };
}

/** What the cloud says otherwise than it did. Settings that it came to hold count where the file names them. */
function changesThere({ content }: FileSide, cloud: Content, base: Base): readonly Difference[] {
  const before = cloudThen(base);
  const added = newInCloud((content ?? base.file).settings, cloud.settings, base);
  return [
    ...(isSame(before, cloud) ? [] : differences(before, cloud)),
    ...settingWords(added, base.file.settings, cloud.settings),
  ];
}

/** What a file is held against: what it said, and where it named no setting, what the cloud held of it. */
export const agreed = (base: Base): Content => withSettings(base.file, base.cloud);

const withSettings = (content: Content, usual: Content): Content => ({
  ...content,
  settings: { ...usual.settings, ...content.settings },
});

/**
 * What the cloud says now, as a file would say it: what the service dropped of what was sent (tokens, for one) is no
 * change that a colleague made.
 */
export function asFileSays(cloud: Content, base: Base | undefined): Content {
  if (!base) return cloud;
  // Where the cloud has changed since, it counts, whatever the service made of what was sent.
  const content = isSame(base.file, base.cloud) ? cloud : mergeContents(base.cloud, cloud, agreed(base)).content;
  return { ...content, settings: settingsAsFileSays(cloud.settings, base) };
}
