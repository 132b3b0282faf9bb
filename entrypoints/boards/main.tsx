import { render } from 'preact';
import '../../components/boards/boards.css';
import { t, uiLanguage } from '../../lib/i18n.ts';
import { BoardsApp } from './BoardsApp.tsx';

document.documentElement.lang = uiLanguage();
document.title = t('insights.title');

const root = document.getElementById('app');
if (root) render(<BoardsApp />, root);
