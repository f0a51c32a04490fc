import type { StepData } from './step-data';

/** A record as the protocol carries it, in plain values. */
export type ReplyRecord =
  | { readonly id: string; readonly name: string; readonly keyValue: Readonly<Record<string, unknown>> }
  | {
      readonly id: string;
      readonly name: string;
      readonly table: {
        readonly headers: Readonly<Record<string, string>>;
        readonly rows: readonly Readonly<Record<string, unknown>>[];
      };
    };

/** What a step answers. `format` takes `args` in the place of `%s` and `%d`. */
export interface Reply {
  readonly outcome: 'PASSED' | 'FAILED' | 'ERROR';
  readonly format: string;
  readonly args: readonly unknown[];
  readonly records: readonly ReplyRecord[];
}

type MakeReply = (format: string, args?: readonly unknown[], records?: readonly ReplyRecord[]) => Reply;

const replyOf =
  (outcome: Reply['outcome']): MakeReply =>
  (format, args = [], records = []) => ({ outcome, format, args, records });

export const passed = replyOf('PASSED');
export const failed = replyOf('FAILED');
export const erred = replyOf('ERROR');

/** A reply's message as a reader gets it. */
export function messageOf({ format, args }: Reply): string {
  let next = 0;
  return format.replace(/%[sd]/g, () => String(args[next++]));
}

/** @param name the table's, for readers, as are the values of `headers`. */
export function tableRecord(
  id: string,
  name: string,
  headers: Readonly<Record<string, string>>,
  rows: readonly Readonly<Record<string, unknown>>[],
): ReplyRecord {
  return { id, name, table: { headers, rows } };
}

/**
 * A key-value record, and the same under a numbered id: `form` and `form.2`. The number is the step's place in
 * the scenario as the runner gives it in `__stepOrder`, 1 where it gives none.
 */
export function orderedRecords(
  data: StepData,
  id: string,
  name: string,
  keyValue: Readonly<Record<string, unknown>>,
): readonly ReplyRecord[] {
  const order = typeof data['__stepOrder'] === 'number' ? data['__stepOrder'] : 1;
  return [
    { id, name, keyValue },
    { id: `${id}.${order}`, name: `${name} from step ${order}`, keyValue },
  ];
}
