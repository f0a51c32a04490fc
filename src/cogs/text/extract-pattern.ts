import type { StepSpec } from '../kit/cog';
import { firstMatch } from '../kit/matches';
import { failed, orderedRecords, passed } from '../kit/reply';
import { textOf } from '../kit/step-data';

export const extractPattern: StepSpec<undefined> = {
  stepId: 'ExtractPattern',
  name: 'Extract a part of a text',
  help: 'Finds the first place that a regular expression matches. Later steps use {{text.match.text}}; a named group of the pattern becomes a field of its own name, a numbered one group1, group2, ….',
  type: 'ACTION',
  expression: 'extract the pattern (?<pattern>.+) from the text (?<text>.+)',
  expectedFields: [
    { key: 'pattern', type: 'STRING', description: 'Regular expression', help: 'Upper and lower case count.' },
    { key: 'text', type: 'ANYSCALAR', description: 'Text' },
  ],
  expectedRecords: [
    {
      id: 'match',
      type: 'KEYVALUE',
      guaranteedFields: [
        { key: 'text', type: 'STRING', description: 'The part that matched' },
        { key: 'position', type: 'NUMERIC', description: 'Where it begins, from 1' },
      ],
      mayHaveMoreFields: true,
    },
  ],
  run: (data) => {
    const [pattern, text] = [textOf(data, 'pattern'), textOf(data, 'text')];
    const match = firstMatch(pattern, text);
    if (!match) return failed('Expected the text to hold a part like %s, but it was %s', [pattern, text]);
    const groups = Object.fromEntries(
      match.slice(1).map((group: string | undefined, index) => [`group${index + 1}`, group]),
    );
    const found = { ...groups, ...match.groups, text: match[0], position: match.index + 1 };
    return passed('Found %s', [match[0]], orderedRecords(data, 'match', 'Match', found));
  },
};
