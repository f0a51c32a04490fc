import type { Catalog } from '../../registry/catalog';
import { isRecord } from '../../base/json';
import { createDateTokens } from '../../scenario/dates';
import type { Piece, ScenarioDocument, StepPiece } from '../../scenario/document/document';
import { frameToFile, sliceStart, sliceToFile, type InFrame, type InSlice } from '../../scenario/document/offsets';
import { isNone } from '../../scenario/document/step-changes';
import { findEntry, valueOf, type Span } from '../../scenario/document/tree';
import type { TokenValues } from '../../scenario/model';
import { lookupToken, type TokenLookup } from '../../scenario/tokens';
import { checkFrame } from './check-frame';
import { findMissingConnections } from './check-connections';
import { checkStep, type StepContext } from './check-step';
import type { StepFacts } from '../core/step-facts';
import { checkUnused, TokenJudge } from './check-tokens';
import { textOfKey } from '../core/shapes';
import { placesOfTokens } from '../core/token-places';
import { withoutCascades } from './cascade';
import { isSilenced } from '../core/ignore';
import type { Knowledge, OrganizationNames } from '../core/knowledge';
import type { PlacedProblem, Problem } from '../core/problem';
import type { ReadScenario } from '../core/read-scenario';

interface Known {
  readonly catalog: Catalog | undefined;
  readonly organization: OrganizationNames | undefined;
  readonly frame: Piece<InFrame>;
  /** The scenario's tokens as JSON: while they stay the same, so do the meanings of its steps. */
  readonly tokens: string;
  readonly values: TokenValues;
  readonly lookup: TokenLookup;
}

/** What is known of each step on its own; changed in place. */
interface Apart {
  /** The document's. */
  state: number;
  readonly facts: StepFacts[];
}

/** What depends on more than one step; changed in place. */
interface Between {
  /** The document's. */
  state: number;
  readonly frame: Piece<InFrame>;
  /** As they were when this was judged. */
  readonly facts: StepFacts[];
  readonly judge: TokenJudge;
  /** By the first steps of cogs to which the organization has no connection, from 0. */
  readonly unconnected: ReadonlyMap<number, string>;
  /** Of each step: its own, and those for what stands around it. */
  readonly problems: (readonly Problem<InSlice>[])[];
  /** The steps that have problems, rising. */
  faulty: readonly number[];
  /** Of the declared tokens. */
  readonly unused: readonly Problem<InFrame>[];
}

/** The frame as it was checked last. */
interface CheckedFrame {
  readonly piece: Piece<InFrame>;
  readonly hasSteps: boolean;
  readonly problems: readonly Problem<InFrame>[];
}

/**
 * The problems of a scenario file that is being edited. Ask again after each change of the document: only steps that have
 * changed are checked again, and only when tokens or meanings changed is the way from step to step.
 */
export class CheckedDocument {
  readonly #document: ScenarioDocument;
  #known: Known | undefined;
  /** Of steps that were seen: what is undone is not checked again. No weak map: those cost the garbage collector more than all the checks. */
  #facts = new Map<StepPiece, StepFacts>();
  #apart: Apart | undefined;
  #frame: CheckedFrame | undefined;
  #between: Between | undefined;

  constructor(document: ScenarioDocument) {
    this.#document = document;
  }

  /** What each step means and uses. */
  facts(knowledge: Knowledge): readonly StepFacts[] {
    const known = this.#know(knowledge);
    const context = {
      ...(known.catalog ? { catalog: known.catalog } : {}),
      validators: knowledge.validators,
      lookup: known.lookup,
      now: knowledge.now,
    };
    const { steps, state } = this.#document;
    const change = this.#apart && this.#document.changesSince(this.#apart.state);
    if (!this.#apart || !change)
      return (this.#apart = { state, facts: steps.map((piece) => this.#checkStep(piece, context)) }).facts;
    const { facts } = this.#apart;
    if (isNone(change)) return facts;
    const { start, end, newEnd } = change;
    facts.splice(start, end - start, ...steps.slice(start, newEnd).map((piece) => this.#checkStep(piece, context)));
    this.#apart.state = state;
    return facts;
  }

  /** The file as features read it; good until the document changes. */
  read(knowledge: Knowledge): ReadScenario {
    const facts = this.facts(knowledge);
    const { values, lookup } = this.#know(knowledge);
    return { document: this.#document, knowledge, facts, values, lookup };
  }

  problems(knowledge: Knowledge): readonly PlacedProblem[] {
    const between = this.#checkBetween(this.facts(knowledge));
    const placed: PlacedProblem[] = [];
    for (const index of between.faulty) {
      const base = this.#document.pieceStart(index);
      for (const problem of between.problems[index] ?? none)
        placed.push({ ...problem, span: sliceToFile(problem.span, base) });
    }
    for (const problem of audible([...this.#checkFrame(), ...between.unused], this.#document.frame.text))
      placed.push({ ...problem, span: frameToFile(problem.span, this.#document) });
    return withoutCascades(placed, this.#document.whole).sort(
      (a, b) => a.span.start - b.span.start || a.span.end - b.span.end || a.code.localeCompare(b.code),
    );
  }

  #checkStep(piece: StepPiece, context: StepContext): StepFacts {
    const before = this.#facts.get(piece);
    if (before) return before;
    const facts = checkStep(piece, context, this.#document.isSliced);
    if (this.#facts.size >= mostKnown) this.#facts.clear();
    this.#facts.set(piece, facts);
    return facts;
  }

  #know({ catalog, organization, now }: Knowledge): Known {
    const { frame } = this.#document;
    const before =
      this.#known?.catalog === catalog && this.#known?.organization === organization ? this.#known : undefined;
    if (before?.frame === frame) return before;
    const values = tokensOf(frame);
    const tokens = JSON.stringify(values);
    if (before?.tokens === tokens) return (this.#known = { ...before, frame });
    const dates = createDateTokens(now);
    this.#facts = new Map();
    this.#apart = undefined;
    this.#between = undefined;
    this.#frame = undefined;
    return (this.#known = {
      catalog,
      organization,
      frame,
      tokens,
      values,
      lookup: (name) => lookupToken(values, name) ?? dates(name),
    });
  }

  #checkFrame(): readonly Problem<InFrame>[] {
    const { frame, steps } = this.#document;
    const hasSteps = steps.length > 0;
    if (this.#frame?.piece !== frame || this.#frame.hasSteps !== hasSteps)
      this.#frame = {
        piece: frame,
        hasSteps,
        problems: checkFrame(frame, hasSteps, this.#known?.organization?.templates),
      };
    return this.#frame.problems;
  }

  #checkBetween(facts: readonly StepFacts[]): Between {
    const before = this.#between?.frame === this.#document.frame ? this.#between : undefined;
    return (this.#between = (before && this.#changeBetween(before, facts)) ?? this.#judgeAll(facts));
  }

  /** @returns `undefined` where what has changed concerns other steps. */
  #changeBetween(before: Between, facts: readonly StepFacts[]): Between | undefined {
    const { state } = this.#document;
    const change = this.#document.changesSince(before.state);
    if (!change) return undefined;
    if (isNone(change)) return before;
    const { start, end, newEnd } = change;
    const now = facts.slice(start, newEnd);
    if (!isAlike(before.facts.slice(start, end), now)) return undefined;
    const problems = now.map((fact, index) => this.#problemsOf(fact, start + index, before));
    before.facts.splice(start, end - start, ...now);
    before.problems.splice(start, end - start, ...problems);
    before.faulty = [
      ...before.faulty.filter((index) => index < start),
      ...faultyIn(problems, start),
      ...before.faulty.filter((index) => index >= end).map((index) => index + newEnd - end),
    ];
    before.state = state;
    return before;
  }

  #judgeAll(facts: readonly StepFacts[]): Between {
    const { frame, state } = this.#document;
    const { catalog, organization, values = {} } = this.#known ?? {};
    const judge = new TokenJudge(facts, { ...(catalog ? { catalog } : {}), values });
    const unconnected = findMissingConnections(facts, { catalog, ...organization });
    const problems = facts.map((fact, index) => this.#problemsOf(fact, index, { judge, unconnected }));
    return {
      state,
      frame,
      facts: facts.slice(),
      judge,
      unconnected,
      problems,
      faulty: faultyIn(problems, 0),
      unused: checkUnused(findEntry(frame.tree.root, 'tokens')?.value, usedNames(frame, facts)),
    };
  }

  #problemsOf(
    { problems, tokens }: StepFacts,
    index: number,
    { judge, unconnected }: Pick<Between, 'judge' | 'unconnected'>,
  ): readonly Problem<InSlice>[] {
    const message = unconnected.get(index);
    if (problems.length + tokens.length === 0 && message === undefined) return none;
    const step = this.#document.steps[index];
    const lacking =
      message === undefined ? none : [{ code: 'not-connected' as const, span: placeOfMeaning(step), message }];
    const all = audible([...problems, ...judge.judge(tokens, index), ...lacking], step?.text ?? '');
    return all.length === 0 ? none : all;
  }
}

/** Steps that are remembered: more than any file has. */
const mostKnown = 20_000;

const none: readonly Problem<InSlice>[] = [];

/** Which of some steps have problems. @param from the first one's place */
const faultyIn = (problems: readonly (readonly Problem<InSlice>[])[], from: number): readonly number[] =>
  problems.flatMap((own, index) => (own === none ? [] : from + index));

/** Where a step says what it is: its sentence, or the name of its cog. */
function placeOfMeaning(piece: StepPiece | undefined): Span<InSlice> {
  const { node } = piece ?? {};
  return (textOfKey(node, 'step') ?? textOfKey(node, 'cog') ?? node)?.span ?? { start: sliceStart, end: sliceStart };
}

function tokensOf({ tree }: Piece<InFrame>): TokenValues {
  const value = valueOf(findEntry(tree.root, 'tokens')?.value);
  return isRecord(value) ? value : {};
}

function usedNames({ tree, text }: Piece<InFrame>, facts: readonly StepFacts[]): ReadonlySet<string> {
  const inFrame =
    tree.root?.kind === 'map'
      ? tree.root.entries.filter(({ key }) => key.text !== 'tokens').flatMap(({ value }) => placesOfTokens(value, text))
      : [];
  const names = new Set(inFrame.map(({ name }) => name));
  for (const { tokens } of facts) for (const { name } of tokens) names.add(name);
  return names;
}

/** Whether two states of some steps are the same to the steps around them. */
const isAlike = (before: readonly StepFacts[], after: readonly StepFacts[]): boolean =>
  before.length === after.length && before.every((facts, index) => isSame(facts, after[index]));

function isSame({ definition, tokens }: StepFacts, after: StepFacts | undefined): boolean {
  return (
    definition === after?.definition &&
    tokens.length === after?.tokens.length &&
    tokens.every(({ name }, index) => name === after.tokens[index]?.name)
  );
}

/** Those that no comment silences. */
const audible = <At extends number>(problems: readonly Problem<At>[], text: string): readonly Problem<At>[] =>
  problems.filter(({ span, code }) => !isSilenced(text, span.start, code));
