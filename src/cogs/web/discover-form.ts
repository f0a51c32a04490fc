import type { StepSpec } from '../kit/cog';
import { erred, passed, tableRecord } from '../kit/reply';
import { textOf } from '../kit/step-data';
import type { Browser, Page } from './browser';
import { findElement, type Elements } from './find-element';
import { selectorField } from './page-record';

/** An input's own type, or which other element the control is. */
function typeOf(control: Elements): string {
  if (control.is('input')) return control.attr('type') ?? 'text';
  return control.is('select') ? 'select' : 'textarea';
}

function describe({ $ }: Page, control: Elements): Readonly<Record<string, unknown>> {
  const options = control
    .find('option')
    .toArray()
    .map((option) => $(option).text().trim());
  return {
    name: control.attr('name') ?? '',
    type: typeOf(control),
    required: control.is('[required]'),
    value: control.is('textarea') ? control.text() : (control.attr('value') ?? ''),
    options: options.join(', '),
  };
}

export const discoverForm: StepSpec<Browser> = {
  stepId: 'DiscoverForm',
  name: 'Discover fields on a form',
  help: 'Leaves the form’s fields for later steps, one in a row: {{web.formFields.1.name}}.',
  type: 'ACTION',
  expression: 'discover fields on the form (?<domQuerySelector>.+)',
  expectedFields: [selectorField("Form's DOM Query Selector")],
  expectedRecords: [
    {
      id: 'formFields',
      type: 'TABLE',
      guaranteedFields: [
        { key: 'name', type: 'STRING', description: 'Name of the field' },
        { key: 'type', type: 'STRING', description: 'Type of the field (text, email, select, …)' },
        { key: 'required', type: 'BOOLEAN', description: 'Whether the form asks for it' },
        { key: 'value', type: 'STRING', description: 'Value that it has now' },
        { key: 'options', type: 'STRING', description: 'What can be chosen, with commas' },
      ],
      mayHaveMoreFields: false,
    },
  ],
  run: (data, { page }) => {
    const selector = textOf(data, 'domQuerySelector');
    const form = findElement(page, selector);
    if (!form.is('form')) return erred('%s is no form. Choose the form element.', [selector]);
    const controls = form
      .find('input, select, textarea')
      .toArray()
      .map((control) => page.$(control));
    const rows = controls
      .filter((control) => control.attr('name') !== undefined)
      .map((control) => describe(page, control));
    const headers = { name: 'Name', type: 'Type', required: 'Required', value: 'Value', options: 'Options' };
    return passed(
      'Successfully discovered %d fields on the form %s',
      [rows.length, selector],
      [tableRecord('formFields', 'Form fields', headers, rows)],
    );
  },
};
