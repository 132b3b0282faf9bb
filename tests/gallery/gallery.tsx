import { type ComponentChild, render } from 'preact';
import { type Messages, messageGetter } from '../fixtures/messages.ts';
import type { Scene } from './scenes.tsx';

const STYLES = {
  popup: () => import('../../components/popup/popup.css'),
  options: () => import('../../components/options/options.css'),
  overlay: () => import('./page.css'),
  saved: () => import('../../components/finds/finds.css'),
  boards: () => import('../../components/boards/boards.css'),
};

const query = new URLSearchParams(location.search);

/** Speaks the language that the query names ("de", "pt_BR"), as an extension in such a browser. */
async function speak(locale: string): Promise<void> {
  const response = await fetch(`/_locales/${locale}/messages.json`);
  const messages: Messages = await response.json();
  Object.assign(globalThis, { chrome: { i18n: { getMessage: messageGetter(messages) } } });
  const { learnUiLanguage } = await import('./language.ts');
  document.documentElement.lang = learnUiLanguage();
}

/** The scene that the query names, else a list of all. */
async function show(root: Element, scenes: readonly Scene[]): Promise<void> {
  const scene = scenes.find(({ name }) => name === query.get('scene'));
  if (!scene) {
    render(list(scenes), root);
    return;
  }
  await STYLES[scene.kind]();
  if (scene.press) document.body.dataset.press = scene.press();
  if (scene.steps) document.body.dataset.steps = JSON.stringify(scene.steps());
  render(scene.view(), root);
}

function list(scenes: readonly Scene[]): ComponentChild {
  return (
    <ul>
      {scenes.map(({ name }) => (
        <li key={name}>
          <a href={`?scene=${name}`}>{name}</a>
        </li>
      ))}
    </ul>
  );
}

const root = document.querySelector('#app');
if (root) {
  await speak(query.get('locale') ?? 'en');
  // Views ask for the messages as soon as they are loaded.
  const { SCENES } = await import('./scenes.tsx');
  await show(root, SCENES);
}
