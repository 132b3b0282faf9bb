import { render } from 'preact';
import '../../components/popup/popup.css';
import { uiLanguage } from '../../lib/i18n.ts';
import { PopupApp } from './PopupApp.tsx';

document.documentElement.lang = uiLanguage();

const root = document.getElementById('app');
if (root) render(<PopupApp />, root);
