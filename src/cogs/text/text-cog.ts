import type { CogSpec } from '../kit/cog';
import { checkTextLength } from './check-text-length';
import { compareValues } from './compare-values';
import { extractPattern } from './extract-pattern';

/** Checks of values that stand in the scenario itself, mostly brought there by tokens. */
export const textCog: CogSpec<undefined> = {
  name: 'sandbox/text',
  label: 'Text',
  version: '1.0.0',
  homepage: '',
  authHelpUrl: '',
  authFields: [],
  steps: [compareValues, checkTextLength, extractPattern],
  createState: () => undefined,
};
