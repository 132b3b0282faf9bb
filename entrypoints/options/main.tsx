import { render } from 'preact';
import '../../components/options/options.css';
import { uiLanguage } from '../../lib/i18n.ts';
import { OptionsApp } from './OptionsApp.tsx';

document.documentElement.lang = uiLanguage();

const root = document.getElementById('app');
if (root) render(<OptionsApp />, root);
