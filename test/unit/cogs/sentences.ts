type Sentences = Readonly<Record<string, readonly string[]>>;

/** By cog and step: sentences that mean the step, as an author may write them. */
export const sentences: Readonly<Record<'text' | 'web' | 'crm' | 'dns', Sentences>> = {
  text: {
    CompareValues: [
      'the value 5 should be greater than 3',
      'Then the value {{a.b}} should be set',
      'And the value x should not match ^y',
    ],
    CheckTextLength: [
      'the value hello should be exactly 5 characters long',
      'the value {{a.b}} should be at least 1 character long',
    ],
    ExtractPattern: ['extract the pattern \\d+ from the text order 7'],
  },
  web: {
    NavigateToPage: ['Given I navigate to http://www.acme.test/contact'],
    EnterValueIntoField: ['When I fill out input[name=email] with ada@example.com'],
    ChooseOption: ['And I choose Sales from topic'],
    CheckBox: ['And I check the box optIn', 'And I uncheck the box #optIn'],
    ClickOnElement: ['And I click the page element a.more'],
    SubmitFormByClickingButton: ['And I submit the form by clicking button[type=submit]'],
    CheckCurrentPageInfo: [
      'Then the status of the current page should be 200',
      'the text of the current page should not contain Error',
      'the url of the current page should match /thanks$',
      'the text of the current page should be at least 5 characters long',
    ],
    CheckHeader: [
      'the content-type header of the current page should contain text/html',
      'the x-frame-options header of the current page should be set',
    ],
    CheckElement: ['the page element form#contact should exist', 'the page element .error should not exist'],
    CheckElementText: ['the text of page element h1 should be Contact us'],
    FillInForm: ['And I fill in the form fields'],
    DiscoverForm: ['discover fields on the form #contact'],
    DiscoverCookies: ['discover cookies on the current page'],
    DeleteCookies: ['delete the visitor cookie', 'Given I delete all cookies'],
    CheckMetaTag: [
      'the title meta tag on the current page should not be longer than 60',
      'the og:image meta tag on the current page should exist',
      'the og:title meta tag on the current page should contain Acme',
      'the description meta tag on the current page should be set',
    ],
    CheckCookie: ['the visitor cookie should be set', 'the visitor cookie should not be 5'],
  },
  crm: {
    CreateOrUpdateContact: ['When I create or update a CRM contact'],
    DeleteContact: ['Finally, delete the ada@example.com CRM contact'],
    DiscoverContact: ['discover fields on CRM contact ada@example.com'],
    CheckContactField: [
      'the firstName field on CRM contact ada@example.com should be Ada',
      'the score field on CRM contact ada@example.com should be greater than 5',
      'the phone field on CRM contact a@b.c should not be set',
    ],
    BulkCreateOrUpdateContacts: ['When I bulk create or update CRM contacts'],
    BulkCheckContactField: [
      'the optedIn field on multiple CRM contacts should be true',
      'the phone field on multiple CRM contacts should not be set',
    ],
    CheckContactCreationTime: [
      'the CRM contact ada@example.com should be created within 5 seconds of {{web.form.submittedAt}}',
      'the CRM contact a@b.c should be created within 1 second of 2026-03-01T12:00:00Z',
    ],
    CheckContactCount: [
      'there should be 1 CRM contact with email ada@example.com',
      'there should be 0 CRM contacts with email ada@example.com',
    ],
  },
  dns: {
    CheckRecord: [
      'the MX record of acme.test should contain mail.acme.test',
      'the CNAME record of www.acme.test should exist',
      'the A record of acme.test should be 127.0.0.1',
    ],
    CheckIpAddress: ['An IP address should exist for acme.test'],
    ValidateSpfRecord: ['the SPF record for acme.test should be valid'],
    ValidateSpfRecordHost: ['the SPF record for acme.test should include _spf.mail.test'],
    ValidateDmarcRecord: ['Then the DMARC record for acme.test should be valid'],
    CheckDomainBlacklistStatus: ['acme.test should not be blacklisted', 'And mail.acme.test should not be blacklisted'],
    ValidateDkimRecord: ['the DKIM record for acme.test with s1 as selector should be valid'],
  },
};
