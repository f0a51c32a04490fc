import type { PageRequest } from './http-client';
import type { Page } from './browser';
import type { Elements } from './find-element';
import { isTickable } from './fill-field';

const urlEncoded = 'application/x-www-form-urlencoded';

type Pair = readonly [name: string, value: string];

/** The form that a button belongs to; throws where there is none. */
function formOf({ $ }: Page, button: Elements): Elements {
  const id = button.attr('form');
  const form =
    id === undefined ? button.closest('form') : $('form').filter((_, candidate) => $(candidate).attr('id') === id);
  if (form.length === 0) throw new Error('The button belongs to no form. Choose the button that submits it.');
  return form.first().filter('*');
}

function selectedValues({ $ }: Page, select: Elements): readonly string[] {
  const options = select.find('option').not('[disabled]');
  const selected = options.filter('[selected]');
  const chosen = selected.length > 0 || select.is('[multiple]') ? selected : options.first();
  return chosen.toArray().map((option) => $(option).attr('value') ?? $(option).text().trim());
}

/** What one control adds to the form's data. */
function pairsOf(page: Page, control: Elements): readonly Pair[] {
  const name = control.attr('name');
  if (!name || control.is('[disabled]')) return [];
  if (control.is('select')) return selectedValues(page, control).map((value) => [name, value]);
  if (control.is('textarea')) return [[name, control.text().replace(/\r?\n/g, '\r\n')]];
  if (isTickable(control)) return control.is('[checked]') ? [[name, control.attr('value') ?? 'on']] : [];
  return [[name, control.attr('value') ?? '']];
}

/** A browser does not submit a form whose required fields are empty. */
function refuseIncomplete(page: Page, form: Elements, controls: readonly Elements[]): void {
  if (form.is('[novalidate]')) return;
  const empty = controls.find(
    (control) =>
      control.is('[required]') &&
      !control.is('[disabled]') &&
      pairsOf(page, control).every(([, value]) => value === ''),
  );
  if (empty)
    throw new Error(
      `A browser would not submit the form: its field ${empty.attr('name') ?? ''} is required and empty. Fill it in first.`,
    );
}

/** The data that a form sends when a button is clicked, in document order. Throws where a browser would not send it. */
function collectData(page: Page, form: Elements, button: Elements): URLSearchParams {
  const inputs = form
    .find('input, select, textarea')
    .filter('*')
    .toArray()
    .map((element) => page.$(element));
  const controls = inputs.filter(
    (control) => !control.is('[type=submit], [type=button], [type=reset], [type=image], [type=file]'),
  );
  refuseIncomplete(page, form, controls);
  const data = new URLSearchParams();
  for (const [name, value] of [...controls, button].flatMap((control) => pairsOf(page, control)))
    data.append(name, value);
  return data;
}

function addressOf(page: Page, form: Elements, button: Elements): URL {
  const action = button.attr('formaction') ?? form.attr('action') ?? '';
  if (!URL.canParse(action, page.url.href)) throw new Error(`The form leads to “${action}”, which is no address.`);
  return new URL(action || page.url.href, page.url);
}

/** The request that a click on a button sends. Throws, with a message for people, where a browser would send none. */
export function submission(page: Page, button: Elements): PageRequest {
  if (button.is('[disabled]')) throw new Error('The button cannot be clicked: it is disabled.');
  const form = formOf(page, button);
  const data = collectData(page, form, button).toString();
  const url = addressOf(page, form, button);
  const method = (button.attr('formmethod') ?? form.attr('method') ?? 'get').toLowerCase();
  if (method !== 'post') {
    url.search = data;
    return { method: 'GET', url };
  }
  const encoding = form.attr('enctype') ?? urlEncoded;
  if (encoding !== urlEncoded) throw new Error(`This browser sends no forms as ${encoding}.`);
  return { method: 'POST', url, body: data };
}
