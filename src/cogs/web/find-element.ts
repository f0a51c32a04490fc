import type { CheerioAPI } from 'cheerio/slim';
import type { Page } from './browser';

/** A selection of elements; the library's own name for it belongs to another package. */
export type Elements = ReturnType<ReturnType<CheerioAPI['root']>['children']>;

const fieldSelector = 'input, select, textarea';
const buttonSelector = 'button, input[type=submit], input[type=image], input[type=button]';

/** Elements by CSS selector; what is no selector finds nothing. */
function query({ $ }: Page, selector: string): Elements {
  try {
    return $.root().find(selector);
  } catch {
    return $.root().children().slice(0, 0);
  }
}

const sameText = (a: string | undefined, b: string): boolean =>
  (a ?? '').replace(/\s+/g, ' ').trim().toLowerCase() === b.trim().toLowerCase();

/** The first element that a CSS selector finds; throws where there is none. */
export function findElement(page: Page, selector: string): Elements {
  const found = query(page, selector).first();
  if (found.length === 0) throw new Error(`The page ${page.url.href} has no element ${selector}. Check the selector.`);
  return found;
}

/** Whether a CSS selector finds anything. */
export function hasElement(page: Page, selector: string): boolean {
  return query(page, selector).length > 0;
}

/** A form field by CSS selector, by its name, or by the text of its label; throws where there is none. */
export function findField(page: Page, wanted: string): Elements {
  const { $ } = page;
  const fields = $(fieldSelector).filter('*');
  const label = $('label').filter((_, element) => sameText($(element).text(), wanted));
  const ways = [
    query(page, wanted).filter(fieldSelector),
    fields.filter((_, element) => $(element).attr('name') === wanted),
    fields.filter((_, element) => label.attr('for') !== undefined && $(element).attr('id') === label.attr('for')),
    label.find(fieldSelector).filter('*'),
  ];
  const found = ways.find((way) => way.length > 0)?.first();
  if (!found)
    throw new Error(`The page ${page.url.href} has no field ${wanted}. Check the selector or the field's name.`);
  return found;
}

/** A button by CSS selector or by its text; throws where there is none. */
export function findButton(page: Page, wanted: string): Elements {
  const { $ } = page;
  const buttons = $(buttonSelector).filter('*');
  const ways = [
    query(page, wanted),
    buttons.filter((_, element) => sameText($(element).text() || $(element).attr('value'), wanted)),
  ];
  const found = ways.find((way) => way.length > 0)?.first();
  if (!found)
    throw new Error(`The page ${page.url.href} has no button ${wanted}. Check the selector or the button's text.`);
  return found;
}
