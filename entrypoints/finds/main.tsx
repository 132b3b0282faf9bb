import { render } from 'preact';
import '../../components/finds/finds.css';
import { t, uiLanguage } from '../../lib/i18n.ts';
import { FindsApp } from './FindsApp.tsx';

document.documentElement.lang = uiLanguage();
document.title = t('saved.pageTitle');

const root = document.getElementById('app');
if (root) render(<FindsApp />, root);
