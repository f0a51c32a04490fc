import { t } from '../../base/localize';
import { orderKeys } from '../../scenario/edit/order-keys';
import { setValue } from '../../scenario/edit/set-value';
import { findEntry, type TreeNode } from '../../scenario/document/tree';
import { frameKeys, stepKeys } from '../../scenario/keys';
import type { PlacedStep, ReadScenario } from '../core/read-scenario';
import { createAction, type Action } from './action';
import { changePart, stepPart, wholePart } from './part';

/** How long a validation tries again, in seconds, until an author says otherwise. */
const patience = 30;

/** Keys in order, and another try for what may not be true at once. */
export function arrangeStep(scenario: ReadScenario, step: PlacedStep): readonly Action[] {
  const part = stepPart(scenario, step);
  const facts = { kind: 'refactor.rewrite', isSlow: part.isSlow } as const;
  const order = createAction({ title: t('Sort the keys of this step'), ...facts }, () =>
    changePart(part, (text) => orderKeys(text, part.path)),
  );
  const wait = createAction({ title: t('Try again for {0} seconds', patience), ...facts }, () =>
    changePart(part, (text) => setValue(text, [...part.path, 'failAfter'], patience)),
  );
  const isValidation = step.facts.definition?.type === 'VALIDATION' && !findEntry(part.node, 'failAfter');
  return [...(isValidation ? [wait] : []), ...(isInOrder(part.node, stepKeys) ? [] : [order])];
}

/** The file's own keys in order. */
export function arrangeFrame(scenario: ReadScenario): readonly Action[] {
  if (isInOrder(scenario.document.frame.tree.root, frameKeys)) return [];
  const part = wholePart(scenario);
  return [
    createAction({ title: t('Sort the keys of the file'), kind: 'refactor.rewrite', isSlow: part.isSlow }, () =>
      changePart(part, (text) => orderKeys(text, [])),
    ),
  ];
}

function isInOrder(node: TreeNode | undefined, order: readonly string[]): boolean {
  if (node?.kind !== 'map') return true;
  const ranks = node.entries
    .filter(({ merged }) => !merged)
    .map(({ key }) => (order.includes(key.text) ? order.indexOf(key.text) : order.length));
  return ranks.every((rank, index) => index === 0 || (ranks[index - 1] ?? 0) <= rank);
}
