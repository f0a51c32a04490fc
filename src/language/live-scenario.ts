import { fieldChoices } from '../registry/choices';
import { createValidators, type Validators } from '../registry/schema/validators';
import { ScenarioDocument, type TextChange } from '../scenario/document/document';
import { CheckedDocument, type Knowledge, type PlacedProblem } from './checked-document';

/** A scenario file that is open in an editor. */
export interface LiveScenario {
  readonly length: number;
  /** Applies changes in the order given, each to what the one before left. */
  update(changes: readonly TextChange[]): void;
  problems(knowledge: Omit<Knowledge, 'validators'>): readonly PlacedProblem[];
}

/** One set for all files: each step definition's schema is compiled once. */
let validators: Validators | undefined;

export function openScenario(text: string): LiveScenario {
  const document = new ScenarioDocument(text);
  const checked = new CheckedDocument(document);
  return {
    get length() {
      return document.length;
    },
    update: (changes) => document.update(changes),
    problems: (knowledge) => checked.problems({ ...knowledge, validators: (validators ??= createValidators({ choices: fieldChoices })) }),
  };
}
