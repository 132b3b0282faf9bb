import { render } from 'preact';
import '../../components/options/options.css';
import { t, uiLanguage } from '../../lib/i18n.ts';
import { OptionsApp } from './OptionsApp.tsx';

document.documentElement.lang = uiLanguage();
document.title = t('options.title');

const root = document.getElementById('app');
if (root) render(<OptionsApp />, root);
