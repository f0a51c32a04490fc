/** A scenario file of one step, which opens a page. */
export const fileOf = (name: string, url = 'http://www.acme.test/'): string =>
  `scenario: ${name}\nsteps:\n  - step: Given I navigate to ${url}\n`;

/** What the cloud holds of `fileOf(name)`. */
export const definitionOf = (name: string): object => ({
  scenario: name,
  description: '',
  steps: [
    {
      name: 'Given I navigate to http://www.acme.test/',
      cog: 'sandbox/web',
      stepId: 'NavigateToPage',
      data: { webPageUrl: 'http://www.acme.test/' },
    },
  ],
});
