import type { Cog, StepDefinition } from '../../registry/definition';
import type { InFile } from '../../scenario/document/offsets';
import type { Span } from '../../scenario/document/tree';
import type { TextEdit } from '../../scenario/edit/text-edit';

export type CompletionKind =
  | 'key'
  | 'scenario'
  | 'sentence'
  | 'cog'
  | 'step-id'
  | 'field'
  | 'value'
  | 'token'
  | 'date'
  | 'name';

/** What a completion is about: what `describeItem` tells of it. */
export type CompletionSubject =
  | { readonly definition: StepDefinition }
  | { readonly cog: Cog }
  | { readonly definition: StepDefinition; readonly field: string }
  | { readonly text: string };

/** Something that an author may mean. */
export interface CompletionItem {
  readonly label: string;
  /** A word beside the label. */
  readonly description?: string;
  /** A line that is shown with the item that is looked at. */
  readonly detail?: string;
  readonly kind: CompletionKind;
  /** A snippet, tab stops written as in `${1:text}`; its lines carry all of their indentation. */
  readonly insert: string;
  /** What it takes the place of: on one line, the cursor in it. */
  readonly span: Span<InFile>;
  /** What the editor compares with the text from the span's start to the cursor. */
  readonly filter: string;
  /** Items of a list are shown in the order of it. */
  readonly sort: string;
  /** Other edits that come with it; they touch neither the span nor each other. */
  readonly edits?: readonly TextEdit<InFile>[];
  /** What is inserted asks for a next completion at once. */
  readonly goesOn?: boolean;
  readonly subject?: CompletionSubject;
}

export interface CompletionList {
  readonly items: readonly CompletionItem[];
  /** Ask again at the next letter: the items were chosen by what is typed. */
  readonly isIncomplete: boolean;
}

/** An item before it has its place in a list. */
export type Proposal = Omit<CompletionItem, 'sort' | 'filter'> & { readonly filter?: string };

export const nothing: CompletionList = { items: [], isIncomplete: false };

/** Puts proposals in an order that is kept. */
export function listOf(proposals: readonly Proposal[], isIncomplete = false): CompletionList {
  return {
    items: proposals.map((item, index) => ({
      ...item,
      filter: item.filter ?? item.label,
      sort: String(index).padStart(5, '0'),
    })),
    isIncomplete,
  };
}
