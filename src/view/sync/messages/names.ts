import { t } from '../../../base/localize';
import { plainName } from '../../../base/plain-text';

interface NamedOrganization {
  readonly name: string;
  readonly isSandbox: boolean;
}

interface NamedScenario {
  readonly name: string;
  /** Shown where the name is empty. */
  readonly path?: string;
  /** Shown where neither says anything. */
  readonly id?: number;
}

/** The organization as prompts and messages name it: a sandbox is never taken for the cloud. */
export function organizationWords({ name, isSandbox }: NamedOrganization): string {
  const plain = plainName(name, t('this organization'));
  return isSandbox ? t('{0} (Sandbox)', plain) : plain;
}

/** A scenario as prompts and messages name it. */
export function scenarioWords({ name, path, id }: NamedScenario): string {
  const otherwise = id === undefined ? t('Unnamed scenario') : t('Scenario {0}', id);
  return plainName(name === '' ? path : name, otherwise);
}

/** What the result of a merge by hand is called. */
export const mergeName = (name: string): string => t('{0} (merged)', name);

export const scenarioCount = (count: number): string => (count === 1 ? t('1 scenario') : t('{0} scenarios', count));
