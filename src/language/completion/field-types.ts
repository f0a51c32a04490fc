import { t } from '../../base/localize';
import type { Field } from '../../registry/definition';

/** Field types in an author's words. */
export const typeNames: Readonly<Record<Field['type'], () => string>> = {
  ANYSCALAR: () => t('any value'),
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
