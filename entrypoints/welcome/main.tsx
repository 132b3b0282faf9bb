import { render } from 'preact';
import '../../components/welcome/welcome.css';
import { WelcomeApp } from './WelcomeApp.tsx';

const root = document.getElementById('app');
if (root) render(<WelcomeApp />, root);
