import { render } from 'preact';
import { SCENES } from './scenes.tsx';

const STYLES = {
  popup: () => import('../../components/popup/popup.css'),
  options: () => import('../../components/options/options.css'),
  overlay: () => import('./page.css'),
};

/** The scene that the query names, else a list of all. */
async function show(root: Element): Promise<void> {
  const name = new URLSearchParams(location.search).get('scene');
  const scene = SCENES.find((candidate) => candidate.name === name);
  if (!scene) {
    render(<List />, root);
    return;
  }
  await STYLES[scene.kind]();
  if (scene.press) document.body.dataset.press = scene.press;
  if (scene.steps) document.body.dataset.steps = JSON.stringify(scene.steps);
  render(scene.view(), root);
}

function List() {
  return (
    <ul>
      {SCENES.map(({ name }) => (
        <li key={name}>
          <a href={`?scene=${name}`}>{name}</a>
        </li>
      ))}
    </ul>
  );
}

const root = document.querySelector('#app');
if (root) await show(root);
