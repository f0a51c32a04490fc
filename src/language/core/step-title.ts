import type { StepPiece } from '../../scenario/document/document';
import { stepTitle } from '../../scenario/step-title';
import { textOfKey } from './shapes';

/** What a reader knows a step of a file by. */
export function titleOfPiece({ node }: Pick<StepPiece, 'node'>): string {
  const text = (key: string): string | undefined => textOfKey(node, key)?.text;
  return stepTitle({ step: text('step'), name: text('name'), cog: text('cog'), stepId: text('stepId') });
}
