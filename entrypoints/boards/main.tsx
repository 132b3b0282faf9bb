import { render } from 'preact';
import '../../components/boards/boards.css';
import { viewFromHash } from '../../lib/board/boards-address.ts';
import { t, uiLanguage } from '../../lib/i18n.ts';
import { readAhead } from '../../lib/platform/use-boards.ts';
import { BoardsApp } from './BoardsApp.tsx';

const view = viewFromHash(location.hash);
if (view.view === 'board') readAhead(view.runId);

document.documentElement.lang = uiLanguage();
document.title = t('insights.title');

const root = document.getElementById('app');
if (root) render(<BoardsApp />, root);
