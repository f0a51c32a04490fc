import { RegExpParser, visitRegExpAST, type AST } from '@eslint-community/regexpp';

/** A step definition's regular expression, ready for use. */
export interface Expression {
  /** Case-insensitive and unanchored, as cogs mean their expressions. */
  readonly pattern: RegExp;
  /** The fewest literal characters that any match contains: how specific the expression is. */
  readonly literals: number;
  /** The names of its groups. */
  readonly groups: readonly string[];
}

export type CompiledExpression = { readonly expression: Expression } | { readonly expression?: never; readonly reason: string };

function literalsOfAlternatives(alternatives: readonly AST.Alternative[]): number {
  return Math.min(...alternatives.map(({ elements }) => elements.reduce((sum, element) => sum + literalsOf(element), 0)));
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

function groupNames(tree: AST.Pattern): readonly string[] {
  const names = new Set<string>();
  visitRegExpAST(tree, {
    onCapturingGroupEnter: ({ name }) => {
      if (name !== null) names.add(name);
    },
  });
  return [...names];
}

/** Takes the slashes off: registries write expressions bare or as `/…/`. */
function bareSource(source: string): string {
  return /^\/(.*)\/[a-z]*$/s.exec(source)?.[1] ?? source;
}

/** Compiles an expression as a registry gives it. Never throws: what does not compile comes back with a reason. */
export function compileExpression(source: string): CompiledExpression {
  const bare = bareSource(source.trim());
  if (bare === '') return { reason: 'The expression is empty.' };
  try {
    const pattern = new RegExp(bare, 'i');
    const tree = new RegExpParser({ ecmaVersion: 2025 }).parsePattern(bare);
    return { expression: { pattern, literals: literalsOfAlternatives(tree.alternatives), groups: groupNames(tree) } };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}
