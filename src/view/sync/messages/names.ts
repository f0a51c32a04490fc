import { t } from '../../../base/localize';
import { plainName } from '../../../base/plain-text';

/** The organization as prompts and messages name it: a sandbox is never taken for the cloud. */
export const organizationWords = ({
  name,
  isSandbox,
}: {
  readonly name: string;
  readonly isSandbox: boolean;
}): string => {
  const plain = plainName(name, t('this organization'));
  return isSandbox ? t('{0} (Sandbox)', plain) : plain;
};

/** A scenario as prompts and messages name it. */
export const scenarioWords = ({
  name,
  path,
  id,
}: {
  readonly name: string;
  readonly path?: string;
  readonly id?: number;
}): string =>
  plainName(name === '' ? path : name, id === undefined ? t('Scenario without a name') : t('Scenario {0}', id));

/** What the result of a merge by hand is called. */
export const mergeName = (name: string): string => t('{0} (merged)', name);

export const scenarioCount = (count: number): string => (count === 1 ? t('1 scenario') : t('{0} scenarios', count));
