import { isRecord } from '../base/json';
import type { Id } from '../wire/payload';

/** The scenario that a row or an argument from code means. The row of a run means none: whoever selects it with others does not mean its scenario. */
export function scenarioOf(item: unknown): Id | undefined {
  if (!isRecord(item) || (item['kind'] !== undefined && item['kind'] !== 'scenario')) return undefined;
  return typeof item['scenarioId'] === 'number' ? item['scenarioId'] : undefined;
}
