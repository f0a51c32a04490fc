import { t } from '../../base/localize';
import { plainLine } from '../../base/plain-text';
import type { StepPiece } from '../../scenario/document/document';
import { textOfKey } from './shapes';

/** What a reader knows a step by: its sentence, its name, or its step id and cog. One line. */
export function stepTitle({ node }: Pick<StepPiece, 'node'>): string {
  const [sentence, name, cog, stepId] = ['step', 'name', 'cog', 'stepId'].map((key) =>
    plainLine(textOfKey(node, key)?.text ?? ''),
  );
  const words = sentence || name;
  if (words) return words;
  if (stepId) return cog ? `${stepId} (${cog})` : stepId;
  return cog || t('(step without a name)');
}
