import type { Page } from './browser';
import type { Elements } from './find-element';

const typeOf = (field: Elements): string => (field.attr('type') ?? 'text').toLowerCase();

/** Whether the field is ticked rather than written into. */
export const isTickable = (field: Elements): boolean =>
  field.is('input') && ['checkbox', 'radio'].includes(typeOf(field));

/** Writes a value into a field, or chooses it there. Throws where a user could not. */
export function fillField(page: Page, field: Elements, value: string): void {
  if (field.is('[disabled], [readonly]')) throw new Error('The field cannot be changed: it is disabled.');
  if (field.is('select')) {
    chooseOption(page, field, value);
  } else if (field.is('textarea')) {
    field.text(value);
  } else if (isTickable(field)) {
    tick(page, field, !['', 'false', 'no', 'off', '0'].includes(value.trim().toLowerCase()));
  } else {
    field.attr('value', value);
  }
}

/** Chooses an option of a list by its value or its text. */
function chooseOption({ $ }: Page, field: Elements, value: string): void {
  const options = field.find('option');
  const wanted = value.trim();
  const byValue = options.filter((_, option) => ($(option).attr('value') ?? $(option).text().trim()) === wanted);
  const chosen =
    byValue.length > 0 ? byValue.first() : options.filter((_, option) => $(option).text().trim() === wanted).first();
  if (chosen.length === 0) {
    const known = options.toArray().map((option) => $(option).text().trim());
    throw new Error(`The list has no option ${value}. It has: ${known.join(', ')}.`);
  }
  if (!field.is('[multiple]')) options.removeAttr('selected');
  chosen.attr('selected', 'selected');
}

/** Ticks a box or a radio button, or takes the tick away. */
export function tick({ $ }: Page, field: Elements, on: boolean): void {
  if (!on) {
    field.removeAttr('checked');
    return;
  }
  if (typeOf(field) === 'radio') {
    const scope = field.closest('form');
    const name = field.attr('name');
    (scope.length > 0 ? scope.find('input[type=radio]') : $('input[type=radio]'))
      .filter((_, other) => $(other).attr('name') === name)
      .removeAttr('checked');
  }
  field.attr('checked', 'checked');
}
