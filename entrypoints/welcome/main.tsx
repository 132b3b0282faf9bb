import { render } from 'preact';
import '../../components/welcome/welcome.css';
import { t, uiLanguage } from '../../lib/i18n.ts';
import { WelcomeApp } from './WelcomeApp.tsx';

document.documentElement.lang = uiLanguage();
document.title = t('welcome.pageTitle');

const root = document.getElementById('app');
if (root) render(<WelcomeApp />, root);
