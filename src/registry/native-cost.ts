import type { AST } from '@eslint-community/regexpp';

/** From one position: in how many ways an element can match, and how many steps it takes to try them all; at most. */
interface Cost {
  readonly ways: number;
  readonly steps: number;
}

const one: Cost = { ways: 1, steps: 1 };

/** The most steps that a backtracking engine can take for an expression on a text of this length; may be infinite. */
export function nativeCost({ alternatives }: AST.Pattern, length: number): number {
  return (length + 1) * costOfAlternatives(alternatives, length).steps;
}

function costOfAlternatives(alternatives: readonly AST.Alternative[], length: number): Cost {
  const costs = alternatives.map(({ elements }) => costOfSequence(elements, length));
  return {
    ways: costs.reduce((sum, { ways }) => sum + ways, 0),
    steps: costs.reduce((sum, { steps }) => sum + steps, 1),
  };
}

function costOfSequence(elements: readonly AST.Element[], length: number): Cost {
  return elements.reduce((before, element) => {
    const { ways, steps } = costOf(element, length);
    return { ways: before.ways * ways, steps: before.steps + before.ways * steps };
  }, one);
}

function costOf(element: AST.Element, length: number): Cost {
  switch (element.type) {
    case 'Group':
    case 'CapturingGroup':
      return costOfAlternatives(element.alternatives, length);
    case 'Quantifier':
      return costOfRepetition(costOf(element.element, length), Math.min(element.max, element.min + length + 1));
    case 'Assertion':
      return 'alternatives' in element
        ? { ways: 1, steps: costOfAlternatives(element.alternatives, length).steps }
        : one;
    case 'Backreference':
      return { ways: 1, steps: length + 1 };
    default:
      return one;
  }
}

function costOfRepetition({ ways, steps }: Cost, times: number): Cost {
  // 1 + w + w² + … + wᵗ; with one way for each iteration the number of iterations is all the choice there is.
  const sum = ways === 1 ? times + 1 : (ways ** (times + 1) - 1) / (ways - 1);
  return { ways: sum, steps: 1 + sum * steps };
}
