import { uiLanguage } from '../../lib/i18n.ts';

document.documentElement.lang = uiLanguage();
