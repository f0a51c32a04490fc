import fc from 'fast-check';
import type { Content } from '../../../src/sync/model/content';
import type { StepConfiguration } from '../../../src/wire/definition';

/** What a colleague does to a scenario in the web application. */
export type Edit = (content: Content) => Content;

const value = fc.constantFrom<unknown>(
  'new@example.com',
  'yes',
  '1.10',
  '',
  'two\nlines',
  '# x',
  '{{key}}',
  7,
  true,
  null,
  { a: 'b' },
  ['x'],
);
const steps = (
  content: Content,
  change: (all: readonly StepConfiguration[]) => readonly StepConfiguration[],
): Content => ({ ...content, steps: change(content.steps) });
const withStep = (content: Content, at: number, change: (step: StepConfiguration) => StepConfiguration): Content =>
  steps(content, (all) => all.map((step, index) => (index === at % all.length ? change(step) : step)));

/** A map without one of its keys. */
export function without<T extends object>(map: T, key: string): T {
  return Object.fromEntries(Object.entries(map).filter(([name]) => name !== key)) as T;
}

const newStep = fc.constantFrom<StepConfiguration>(
  {
    cog: 'made/web',
    stepId: 'Navigate',
    name: 'navigate to https://new.example',
    data: { url: 'https://new.example' },
  },
  { cog: 'made/web', stepId: 'Press', name: 'press tab', data: { key: 'tab' }, waitFor: 2 },
  { cog: 'made/crm', stepId: 'Update', name: 'update a lead', data: { lead: { Email: '{{test.email}}' } } },
  { cog: 'made/crm', stepId: 'Update', name: 'says nothing', data: { lead: ['a'] } },
  { cog: 'x/y', stepId: 'z' },
);

/** Changes the value of a key that is there, or of a new one. */
const changeData = fc.tuple(fc.nat(9), fc.nat(9), value).map(
  ([at, key, made]): Edit =>
    (content) =>
      withStep(content, at, (step) => {
        const keys = [...Object.keys(step.data ?? {}), 'added'];
        return { ...step, data: { ...step.data, [keys[key % keys.length] ?? '']: made } };
      }),
);
const dropData = fc.tuple(fc.nat(9), fc.nat(9)).map(
  ([at, key]): Edit =>
    (content) =>
      withStep(content, at, ({ data = {}, ...step }) => {
        const keys = Object.keys(data);
        const rest = without(data, keys[key % Math.max(1, keys.length)] ?? '');
        return Object.keys(rest).length === 0 ? step : { ...step, data: rest };
      }),
);
const wait = fc.tuple(fc.nat(9), fc.constantFrom('waitFor', 'failAfter'), fc.constantFrom(0, 3, 1.5)).map(
  ([at, key, seconds]): Edit =>
    (content) =>
      withStep(content, at, (step) => (seconds === 0 ? without(step, key) : { ...step, [key]: seconds })),
);
const rename = fc.tuple(fc.nat(9), fc.constantFrom(undefined, 'no sentence', 'press enter', '{{whole}}')).map(
  ([at, name]): Edit =>
    (content) =>
      withStep(content, at, (step) => (name === undefined ? without(step, 'name') : { ...step, name })),
);

/** Changes of one step in its place. */
export const stepEdit = fc.oneof({ weight: 3, arbitrary: changeData }, dropData, wait, rename);

export const listEdit = fc.oneof(
  fc.tuple(fc.nat(9), newStep).map(
    ([at, step]): Edit =>
      (content) =>
        steps(content, (all) => all.toSpliced(at % (all.length + 1), 0, step)),
  ),
  fc.nat(9).map(
    (at): Edit =>
      (content) =>
        steps(content, (all) => all.toSpliced(at % all.length, 1)),
  ),
  fc.tuple(fc.nat(9), fc.nat(9)).map(
    ([from, to]): Edit =>
      (content) =>
        steps(content, (all) =>
          all
            .toSpliced(from % all.length, 1)
            .toSpliced(to % all.length, 0, ...all.slice(from % all.length).slice(0, 1)),
        ),
  ),
  // The same step again.
  fc.tuple(fc.nat(9), fc.nat(9)).map(
    ([from, to]): Edit =>
      (content) =>
        steps(content, (all) => all.toSpliced(to % all.length, 0, ...all.slice(from % all.length).slice(0, 1))),
  ),
);

export const frameEdit = fc.oneof(
  fc.constantFrom('A new name', '1.10', 'yes').map((name): Edit => (content) => ({ ...content, name })),
  fc.constantFrom('', 'Another', 'Two\nlines').map((description): Edit => (content) => ({ ...content, description })),
  fc.tuple(fc.constantFrom('other', 'unused'), value).map(([key, made]): Edit => (content) => ({
    ...content,
    tokens: { ...content.tokens, [key]: made },
  })),
  fc.constant<Edit>((content) => ({ ...content, settings: { ...content.settings, severity: 4, folder: 'Another' } })),
  fc
    .tuple(fc.constantFrom('onPass' as const, 'onFail' as const), fc.constantFrom('tab', 'enter', 'home'))
    .map(([when, key]): Edit => (content) => {
      const link = content.linkedScenarios?.[when];
      const pressed = { cog: 'made/web', stepId: 'Press', name: `press ${key}`, data: { key } };
      return link?.steps
        ? {
            ...content,
            linkedScenarios: {
              ...content.linkedScenarios,
              [when]: { ...link, steps: [pressed, ...link.steps.slice(1)] },
            },
          }
        : content;
    }),
  fc.constantFrom(undefined, 4).map(
    (templateId): Edit =>
      (content) =>
        templateId === undefined
          ? without(content, 'linkedScenarios')
          : { ...content, linkedScenarios: { onFail: { templateId } } },
  ),
);

const isKept = ({ steps: all }: Content): boolean => all.length > 0;

/** Applies edits one after the other, as long as steps are left. */
export function applyAll(content: Content, edits: readonly Edit[]): Content {
  return edits.reduce((now, edit) => (isKept(now) ? edit(now) : now), content);
}
