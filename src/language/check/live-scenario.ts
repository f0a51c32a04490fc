import { fieldChoices } from '../../registry/choices';
import { createValidators, type Validators } from '../../registry/schema/validators';
import { ScenarioDocument, type TextChange } from '../../scenario/document/document';
import { CheckedDocument } from './checked-document';
import type { Knowledge } from '../core/knowledge';
import type { PlacedProblem } from '../core/problem';
import type { ReadScenario } from '../core/read-scenario';

/** A scenario file that is open in an editor. */
export interface LiveScenario {
  readonly length: number;
  /** Applies changes in the order given, each to what the one before left. */
  update(changes: readonly TextChange[]): void;
  problems(knowledge: WorldKnowledge): readonly PlacedProblem[];
  /** The file as features read it; good until the next update. */
  read(knowledge: WorldKnowledge): ReadScenario;
}

/** What the world around the file knows; what is derived from it is kept here. */
export type WorldKnowledge = Omit<Knowledge, 'validators'>;

/** One set for all files: each step definition's schema is compiled once. */
let validators: Validators | undefined;

export function openScenario(text: string): LiveScenario {
  const document = new ScenarioDocument(text);
  const checked = new CheckedDocument(document);
  const complete = (knowledge: WorldKnowledge): Knowledge => ({
    ...knowledge,
    validators: (validators ??= createValidators({ choices: fieldChoices })),
  });
  return {
    get length() {
      return document.length;
    },
    update: (changes) => document.update(changes),
    problems: (knowledge) => checked.problems(complete(knowledge)),
    read: (knowledge) => checked.read(complete(knowledge)),
  };
}
