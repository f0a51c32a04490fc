import type { Base, Content, Settings } from './content';
import { sameSetting } from './settings';

type Key = keyof Settings;

const keysOf = (settings: Settings): readonly Key[] =>
  (Object.keys(settings) as Key[]).filter((key) => settings[key] !== undefined);

/** The settings but for some. */
export const withoutKeys = (settings: Settings, keys: readonly Key[]): Settings =>
  Object.fromEntries(Object.entries(settings).filter(([key]) => !keys.includes(key as Key)));

/** What one side names and the other leaves out. A cloud that leaves a setting out has none, or says nothing of it. */
export const namedAlone = (settings: Settings, other: Settings): readonly Key[] =>
  keysOf(settings).filter((key) => other[key] === undefined);

/** What both name, and not alike. */
export const namedUnlike = (settings: Settings, other: Settings): readonly Key[] =>
  keysOf(settings).filter((key) => other[key] !== undefined && !sameSetting(key, settings, other));

/** What the cloud held when both agreed, and holds no more. */
const goneFrom = (cloud: Settings, base: Base): readonly Key[] => namedAlone(base.cloud.settings, cloud);

/**
 * The settings that a file is held against: what it said, and where it named none, what the cloud held. What is gone from the
 * cloud is agreed on no more: a file that still names it has something to push. What was sent and never kept is agreed on.
 */
export const agreedSettings = (base: Base, cloud: Settings): Settings =>
  withoutKeys({ ...base.cloud.settings, ...base.file.settings }, goneFrom(cloud, base));

/** The settings of the cloud as its file says them: what the service made of what was sent is no change of a colleague. */
export function settingsAsFileSays(cloud: Settings, base: Base): Settings {
  const [before, said] = [base.cloud.settings, base.file.settings];
  const held = keysOf(cloud).map(
    (key) => [key, sameSetting(key, before, cloud) ? (said[key] ?? cloud[key]) : cloud[key]] as const,
  );
  const dropped = namedAlone(said, { ...before, ...cloud }).map((key) => [key, said[key]] as const);
  return Object.fromEntries([...held, ...dropped]);
}

/** What the file names and the cloud came to hold only since both agreed: those that are not as the file said. */
export const newInCloud = (file: Settings, cloud: Settings, base: Base): readonly Key[] =>
  keysOf(file).filter(
    (key) =>
      base.cloud.settings[key] === undefined &&
      cloud[key] !== undefined &&
      (base.file.settings[key] === undefined || !sameSetting(key, base.file.settings, cloud)),
  );

/** What a file names, the cloud leaves out, and nobody has sent: not what the service was sent before and did not keep. */
export function unsent(file: Settings, cloud: Settings, before: Base | undefined): readonly Key[] {
  const wasDropped = (key: Key): boolean =>
    before !== undefined && before.cloud.settings[key] === undefined && sameSetting(key, before.file.settings, file);
  return namedAlone(file, cloud).filter((key) => !wasDropped(key));
}

/** Whether a cloud holds all settings that a file names, as it names them, or was sent them and did not keep them. */
export const holdsAll = (cloud: Content, file: Content, before: Base | undefined): boolean =>
  unsent(file.settings, cloud.settings, before).length === 0;
