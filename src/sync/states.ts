import type { Base, Content, SyncState } from './content';
import type { Difference, Rules } from './rules';

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

type Compare = Pick<Rules, 'differences' | 'isSame' | 'mergeContents'>;

const plain = (state: SyncState): Standing => ({ state, here: [], cloud: [], lacksBase: false });

/** Decides by content alone, never by time. */
export function stateOf(sides: Sides, rules: Compare): Standing {
  const { isLinked, file, cloud } = sides;
  if (!isLinked) return plain(file ? 'notLinked' : 'cloudOnly');
  if (!cloud) return plain(file ? 'deletedInCloud' : 'deletedHere');
  if (!file) return plain('deletedHere');
  return sides.base ? withBase(file, cloud, { base: sides.base, isEarlier: sides.isEarlier ?? false, rules }) : withoutBase(file, cloud, rules);
}

function withoutBase({ content }: FileSide, cloud: Content, { differences }: Compare): Standing {
  const found = content && differences(cloud, content);
  if (found?.length === 0) return { ...plain('inSync'), lacksBase: true };
  return { ...plain('conflict'), here: found ?? [], cloud: content ? differences(content, cloud) : [] };
}

interface WithBase {
  readonly base: Base;
  readonly isEarlier: boolean;
  readonly rules: Compare;
}

function withBase(file: FileSide, cloud: Content, { base, isEarlier, rules }: WithBase): Standing {
  const { here, isChanged } = changesHere(file, { base, rules });
  const before = cloudThen(base);
  const there = rules.isSame(before, cloud) ? [] : rules.differences(before, cloud);
  if (there.length > 0 && !isChanged) return { ...plain('cloudChanges'), cloud: there };
  if (there.length > 0 && file.content !== undefined && rules.isSame(cloud, file.content)) return { ...plain('inSync'), lacksBase: true };
  // Nobody typed that: it came back with another branch. What was agreed on later is not to be taken back by the way.
  if (isChanged && isEarlier) return { ...plain('behind'), here, cloud: there };
  if (there.length > 0) return { ...plain('conflict'), here, cloud: there };
  return { ...plain(isChanged ? 'localChanges' : 'inSync'), here };
}

/** What the cloud held; of tokens that it did not hold, what the file said: tokens that come later are a change. */
const cloudThen = ({ cloud, file }: Base): Content => ({ ...cloud, tokens: cloud.tokens ?? file.tokens ?? {} });

/** A text that nobody touched says what it said; one that cannot be read is a change. */
function changesHere({ text, content }: FileSide, { base, rules }: Pick<WithBase, 'base' | 'rules'>): { readonly here: readonly Difference[]; readonly isChanged: boolean } {
  if (text === base.text) return { here: [], isChanged: false };
  if (!content) return { here: [], isChanged: true };
  const here = rules.differences(agreed(base), content);
  return { here, isChanged: here.length > 0 };
}

/** What a file is held against: what it said, and where it named no setting, what the cloud held of it. */
export const agreed = (base: Base): Content => withSettings(base.file, base.cloud);

const withSettings = (content: Content, usual: Content): Content => ({ ...content, settings: { ...usual.settings, ...content.settings } });

/**
 * What the cloud says now, as a file would say it: what the service dropped of what was sent (tokens, for one) is no
 * change that a colleague made.
 */
export function asFileSays(cloud: Content, base: Base | undefined, { isSame, mergeContents }: Compare): Content {
  if (!base || isSame(base.file, base.cloud)) return cloud;
  return mergeContents(base.cloud, agreed(base), cloud).content;
}
