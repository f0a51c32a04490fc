import { t } from '../../../base/localize';
import type { ChangeQuestion } from './change-prompts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const folded = (text: string): string => text.normalize('NFC').trim().toLowerCase();

/** What is known of an organization; `name` is empty where the service did not tell it. */
export interface KnownOrganization {
  readonly uuid: string;
  readonly name: string;
}

/**
 * Whether a list of UUIDs and names means an organization. One whose name nobody knows may be any that is named: it counts as
 * protected.
 */
export function isProtected(organization: KnownOrganization, list: readonly string[]): boolean {
  return list.some((entry) =>
    uuid.test(entry.trim())
      ? folded(entry) === folded(organization.uuid)
      : organization.name === '' || folded(entry) === folded(organization.name),
  );
}

/** What the input box says that wants the name typed. @param name as prompts call the organization */
export function typedQuestion(
  { message, detail }: ChangeQuestion,
  name: string,
): { readonly title: string; readonly prompt: string; readonly problem: (typed: string) => string | undefined } {
  const asked = t('{0} is protected. Type its name to continue: {0}', name);
  return {
    title: message,
    prompt: detail === undefined ? asked : `${asked}. ${detail.replaceAll(/\s*\n\s*/g, ' ')}`,
    problem: (typed) => (isTyped(typed, name) ? undefined : t('This is not {0}.', name)),
  };
}

/** Letter by letter; spaces around it do not count. */
export const isTyped = (typed: string, name: string): boolean =>
  typed.normalize('NFC').trim() === name.normalize('NFC').trim();
