import type { Language } from '../model/ports';
import type { Rules } from '../model/rules';
import type { Base, Content } from '../model/content';
import { present } from '../model/present';
import { unsent, withoutKeys } from '../model/held-settings';
import type { Scenario } from '../../wire/records';

/** What a file and its scenario agree on where each says its own. */
export const baseOf = (
  file: { readonly text: string; readonly content: Content },
  cloud: Content,
  { updatedAt }: Pick<Scenario, 'updatedAt'>,
): Base => ({ text: file.text, file: file.content, cloud, ...present({ updatedAt }) });

/** What a text is written with. */
interface Writing {
  readonly rules: { readonly unname: Rules['unname']; readonly renderFile: Rules['renderFile'] };
  readonly language: () => Language;
}

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
  { rules, language }: Writing,
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
