import { baseOf } from './apply-context';
import type { Base, Content } from './content';
import type { Desk } from './desk';
import { unsent, withoutKeys } from './held-settings';
import type { Scenario } from '../wire/records';

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
  { rules, language }: Pick<Desk, 'rules' | 'language'>,
  file: { readonly text: string; readonly content: Content },
  { cloud, scenario, before }: Agreeing,
): Base {
  const keys = unsent(file.content.settings, cloud.settings, before);
  if (keys.length === 0) return baseOf(file, cloud, scenario);
  const content = { ...file.content, settings: withoutKeys(file.content.settings, keys) };
  return baseOf(
    { text: rules.unname(file.text, keys) ?? rules.renderFile(content, language()), content },
    cloud,
    scenario,
  );
}
