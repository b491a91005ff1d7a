import { App } from './app.js';
import { h, render } from './vendor/preact.js';

const root = document.getElementById('app');
if (root) {
  root.replaceChildren();
  render(<App />, root);
}
