import type { AST } from '@eslint-community/regexpp';
import type { FieldType } from '../wire/registry';
import { exampleOf, exampleValues } from './example-values';
import { compileExpression, createSubject } from './expression';

const examples = ['value', exampleValues.NUMERIC, exampleValues.EMAIL, exampleValues.URL, 'x', exampleValues.DATE];
/** What stands for a class, the most readable first. */
const units = ['a', '1', 'x', '-', ' ', ...Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index))];
const longestRepetition = 50;

/** A value that a group accepts as a whole, as like the field's type as the group allows; `undefined` where none comes to mind. */
export function exampleFor(group: AST.CapturingGroup, type: FieldType): string | undefined {
  const { expression } = compileExpression(`^${group.raw}$`);
  const accepts = (value: string | undefined): value is string =>
    value !== undefined && value !== '' && expression?.match(createSubject(value)) !== undefined;
  return [exampleOf(type), ...examples, sampleOfAlternatives(group.alternatives)].find(accepts);
}

function sampleOfAlternatives(alternatives: readonly AST.Alternative[]): string | undefined {
  for (const { elements } of alternatives) {
    const samples = elements.map(sampleOf);
    if (samples.every((sample) => sample !== undefined)) return samples.join('');
  }
  return undefined;
}

function sampleOf(element: AST.Element): string | undefined {
  switch (element.type) {
    case 'Character':
      return String.fromCodePoint(element.value);
    case 'CharacterSet':
    case 'CharacterClass': {
      const pattern = new RegExp(`^(?:${element.raw})$`, 'i');
      return units.find((unit) => pattern.test(unit));
    }
    case 'Group':
    case 'CapturingGroup':
      return sampleOfAlternatives(element.alternatives);
    case 'Quantifier': {
      const times = Math.min(element.max, Math.max(1, element.min));
      return times > longestRepetition ? undefined : sampleOf(element.element)?.repeat(times);
    }
    case 'Assertion':
      return '';
    default:
      return undefined;
  }
}
