import { isRecord, nestsDeeper } from './json';

/** `google.protobuf.Value` as protobuf's JavaScript libraries take and give it: one of these keys is present. */
export interface ValueMessage {
  readonly nullValue?: 0 | 'NULL_VALUE';
  readonly numberValue?: number;
  readonly stringValue?: string;
  readonly boolValue?: boolean;
  readonly structValue?: StructMessage;
  readonly listValue?: { readonly values?: readonly ValueMessage[] };
}

/** `google.protobuf.Struct`. */
export interface StructMessage {
  readonly fields?: Readonly<Record<string, ValueMessage>>;
}

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Protobuf's texts are UTF-8, and half a character has no UTF-8: some languages refuse the whole message for it. */
const wellFormed = (text: string): string => text.replace(loneSurrogate, '\ufffd');

/**
 * Turns a plain value into a `Value`. What no `Value` can hold becomes null, as in JSON; a date becomes ISO 8601 text.
 * Values nested deeper than `deepest` cannot travel.
 */
export function toValueMessage(value: unknown): ValueMessage {
  switch (typeof value) {
    case 'string':
      return { stringValue: wellFormed(value) };
    case 'boolean':
      return { boolValue: value };
    case 'number':
      return Number.isFinite(value) ? { numberValue: value } : { nullValue: 0 };
    case 'bigint':
      return { stringValue: value.toString() };
    default:
      if (Array.isArray(value)) return { listValue: { values: value.map(toValueMessage) } };
      if (value instanceof Date)
        return Number.isNaN(value.getTime()) ? { nullValue: 0 } : { stringValue: value.toISOString() };
      return isRecord(value) ? { structValue: toStructMessage(value) } : { nullValue: 0 };
  }
}

/** Protobuf's readers stop at 100 messages in one another, and a level of maps takes three. */
export const deepest = 30;

/** Whether maps and lists stand in one another at more than `deepest` levels; so they do in what holds itself. */
export const isTooDeep = (value: unknown, levels = deepest): boolean => nestsDeeper(value, levels);

/** Turns a plain map into a `Struct`; keys whose value is undefined are left out, as in JSON. */
export function toStructMessage(values: Readonly<Record<string, unknown>>): StructMessage {
  const known = Object.entries(values).filter(([, value]) => value !== undefined);
  return { fields: Object.fromEntries(known.map(([key, value]) => [wellFormed(key), toValueMessage(value)])) };
}

/** Turns a `Value` into a plain value; one without any kind is null. Never throws, whatever stands there. */
export function fromValueMessage(message: unknown): unknown {
  if (!isRecord(message)) return null;
  if (isRecord(message['structValue'])) return fromStructMessage(message['structValue']);
  if (isRecord(message['listValue'])) {
    const { values } = message['listValue'];
    return Array.isArray(values) ? values.map(fromValueMessage) : [];
  }
  return message['stringValue'] ?? message['numberValue'] ?? message['boolValue'] ?? null;
}

/** Turns a `Struct` into a plain map; a missing one is an empty map. */
export function fromStructMessage(message: unknown): Readonly<Record<string, unknown>> {
  const fields = isRecord(message) ? message['fields'] : undefined;
  if (!isRecord(fields)) return {};
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, fromValueMessage(value)]));
}
