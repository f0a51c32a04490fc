import { visitRegExpAST, type AST } from '@eslint-community/regexpp';
import type { StepDefinition } from './definition';

/** More than this are no choice that anyone reads. */
const mostChoices = 100;

/** The texts that alternatives accept, where they accept nothing but plain texts, in their order; `undefined` otherwise. */
export function plainTexts(alternatives: readonly AST.Alternative[]): readonly string[] | undefined {
  const texts = new Set<string>();
  for (const { elements } of alternatives) {
    let wholes: readonly string[] = [''];
    for (const element of elements) {
      const ends = textsOf(element);
      if (!ends || wholes.length * ends.length > mostChoices) return undefined;
      wholes = wholes.flatMap((start) => ends.map((end) => start + end));
    }
    for (const text of wholes) texts.add(text);
  }
  return texts.size > mostChoices ? undefined : [...texts];
}

function textsOf(element: AST.Element): readonly string[] | undefined {
  switch (element.type) {
    case 'Character':
      return [String.fromCodePoint(element.value)];
    case 'Group':
    case 'CapturingGroup':
      return plainTexts(element.alternatives);
    case 'Quantifier':
      return textsOfQuantifier(element);
    default:
      return undefined;
  }
}

/** What may be left out adds the empty text: last where the expression prefers to take something. */
function textsOfQuantifier({ min, max, greedy, element }: AST.Quantifier): readonly string[] | undefined {
  const texts = max === 1 ? textsOf(element) : undefined;
  if (!texts || min !== 0) return texts;
  return greedy ? [...texts, ''] : ['', ...texts];
}

/** The named groups of an expression, in order. */
export function namedGroups(tree: AST.Node): readonly (AST.CapturingGroup & { readonly name: string })[] {
  const groups: (AST.CapturingGroup & { readonly name: string })[] = [];
  const isNamed = (group: AST.CapturingGroup): group is AST.CapturingGroup & { readonly name: string } =>
    group.name !== null;
  visitRegExpAST(tree, {
    onCapturingGroupEnter: (group) => {
      if (isNamed(group)) groups.push(group);
    },
  });
  return groups;
}

/**
 * For each named group that accepts a few plain texts and nothing else, these texts; a value is one of them in whatever
 * case. A group that accepts anything else is not in the map.
 */
export function fieldChoices({ expression }: StepDefinition): ReadonlyMap<string, readonly string[]> {
  const choices = new Map<string, readonly string[]>();
  const open = new Set<string>();
  for (const { name, alternatives } of expression ? namedGroups(expression.tree) : []) {
    const texts = plainTexts(alternatives);
    if (!texts) open.add(name);
    // A name may stand in several alternatives of the expression.
    else choices.set(name, [...new Set([...(choices.get(name) ?? []), ...texts])]);
  }
  for (const name of open) choices.delete(name);
  return choices;
}
