import type { SyncContext } from './context';
import type { Base, Content } from '../model/content';
import { present } from '../model/present';
import { unsent, withoutKeys } from '../model/held-settings';
import type { Scenario } from '../../wire/records';
import { renderFile, unname } from '../file/rewrite';

/** What a file and its scenario agree on where each says its own. */
export const baseOf = (
  file: { readonly text: string; readonly content: Content },
  cloud: Content,
  { updatedAt }: Pick<Scenario, 'updatedAt'>,
): Base => ({ text: file.text, file: file.content, cloud, ...present({ updatedAt }) });

interface Agreeing {
  readonly cloud: Content;
  readonly scenario: Pick<Scenario, 'updatedAt'>;
  /** What both agreed on before. */
  readonly before: Base | undefined;
}

/**
 * The base of a file and its scenario where nothing was sent. Settings that the file names and the cloud leaves out are
 * nothing that both agree on: they are left out of the base, and wait for a push.
 */
export function agreedBase(
  { language }: Pick<SyncContext, 'language'>,
  file: { readonly text: string; readonly content: Content },
  { cloud, scenario, before }: Agreeing,
): Base {
  const keys = unsent(file.content.settings, cloud.settings, before);
  if (keys.length === 0) return baseOf(file, cloud, scenario);
  const content = { ...file.content, settings: withoutKeys(file.content.settings, keys) };
  return baseOf({ text: unname(file.text, keys) ?? renderFile(content, language()), content }, cloud, scenario);
}
