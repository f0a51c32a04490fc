import type { CogSpec } from '../kit/cog';
import { Browser } from './browser';
import { checkBox } from './check-box';
import { checkCookie } from './check-cookie';
import { checkCurrentPageInfo } from './check-current-page-info';
import { checkElement } from './check-element';
import { checkElementText } from './check-element-text';
import { checkHeader } from './check-header';
import { checkMetaTag } from './check-meta-tag';
import { chooseOption } from './choose-option';
import { clickOnElement } from './click-on-element';
import { enterValueIntoField } from './enter-value-into-field';
import { deleteCookies } from './delete-cookies';
import { discoverCookies } from './discover-cookies';
import { discoverForm } from './discover-form';
import { createHttp } from './http-client';
import { fillInForm } from './fill-in-form';
import { navigateToPage } from './navigate-to-page';
import { submitFormByClickingButton } from './submit-form-by-clicking-button';

const navigation = [navigateToPage, clickOnElement, submitFormByClickingButton];
const filling = [enterValueIntoField, fillInForm, chooseOption, checkBox, discoverForm];
const cookies = [discoverCookies, deleteCookies, checkCookie];
const checks = [checkCurrentPageInfo, checkHeader, checkElement, checkElementText, checkMetaTag];

/** A browser without scripts. `COG_WEB_HOSTS` (name=address:port, with commas) says where to reach hosts that are elsewhere. */
export const webCog: CogSpec<Browser> = {
  name: 'sandbox/web',
  label: 'A Browser',
  version: '1.0.0',
  homepage: '',
  authHelpUrl: '',
  authFields: [],
  steps: [...navigation, ...filling, ...checks, ...cookies],
  createState: () => new Browser(createHttp(process.env['COG_WEB_HOSTS'])),
};
