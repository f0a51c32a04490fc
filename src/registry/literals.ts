import type { AST } from '@eslint-community/regexpp';

function literalsOfAlternatives(alternatives: readonly AST.Alternative[]): number {
  return Math.min(
    ...alternatives.map(({ elements }) => elements.reduce((sum, element) => sum + literalsOf(element), 0)),
  );
}

function literalsOf(element: AST.Element): number {
  switch (element.type) {
    case 'Character':
      return 1;
    case 'Group':
    case 'CapturingGroup':
      return literalsOfAlternatives(element.alternatives);
    case 'Quantifier':
      return element.min * literalsOf(element.element);
    default:
      // Classes, look-arounds, anchors and back references promise no particular character.
      return 0;
  }
}

/** The fewest literal characters that any match contains: how specific an expression is. */
export function countLiterals({ alternatives }: AST.Pattern): number {
  return literalsOfAlternatives(alternatives);
}

/**
 * Texts that stand in every match, in this order and apart from one another, in lower case. A text that lacks one of
 * them, in whatever case, cannot match; most sentences are told apart so.
 * @param isLeftOut for elements whose texts do not count.
 */
export function requiredTexts(
  { alternatives }: AST.Pattern,
  isLeftOut: (element: AST.Element) => boolean = () => false,
): readonly string[] {
  const collector = { texts: [''], isLeftOut };
  collect(alternatives, collector);
  return collector.texts.filter((text) => text !== '');
}

interface Collector {
  readonly texts: string[];
  readonly isLeftOut: (element: AST.Element) => boolean;
}

function collect(alternatives: readonly AST.Alternative[], collector: Collector): void {
  const [only, ...others] = alternatives;
  if (!only || others.length > 0) collector.texts.push('');
  else for (const element of only.elements) collectElement(element, collector);
}

function collectElement(element: AST.Element, collector: Collector): void {
  const { texts, isLeftOut } = collector;
  if (isLeftOut(element)) {
    texts.push('');
    return;
  }
  // Only of ASCII is it certain that no other letter passes for it, in whatever case.
  if (element.type === 'Character' && element.value < 128) {
    texts.push((texts.pop() ?? '') + String.fromCharCode(element.value).toLowerCase());
  } else if (element.type === 'Group' || element.type === 'CapturingGroup') {
    collect(element.alternatives, collector);
  } else {
    texts.push('');
    if (element.type !== 'Quantifier' || element.min === 0) return;
    collectElement(element.element, collector);
    texts.push('');
  }
}

/** Whether a lower-case text holds the required texts, one behind the other. */
export function holdsInOrder(lowerCaseText: string, required: readonly string[]): boolean {
  let from = 0;
  for (const text of required) {
    const at = lowerCaseText.indexOf(text, from);
    if (at < 0) return false;
    from = at + text.length;
  }
  return true;
}
