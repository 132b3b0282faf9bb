import { render } from 'preact';
import '../../components/popup/popup.css';
import { PopupApp } from './PopupApp.tsx';

const root = document.getElementById('app');
if (root) render(<PopupApp />, root);
