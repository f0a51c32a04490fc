import { t } from '../../base/localize';
import type { Field } from '../../registry/definition';

/** What a value must be, in words. */
export const typeWords: Readonly<Record<Field['type'], () => string>> = {
  ANYSCALAR: () => t('any single value'),
  STRING: () => t('text'),
  BOOLEAN: () => t('true or false'),
  NUMERIC: () => t('number'),
  DATE: () => t('date'),
  DATETIME: () => t('date and time'),
  EMAIL: () => t('e-mail address'),
  PHONE: () => t('phone number'),
  ANYNONSCALAR: () => t('list or map'),
  MAP: () => t('map'),
  URL: () => t('URL'),
};
