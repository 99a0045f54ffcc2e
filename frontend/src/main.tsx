/** The start: language, session, then the page of the address. */
import { render } from 'preact';
import './fonts.css';
import './base.css';
import './pages.css';
import { chosen, settle, speak } from './i18n';
import { parse } from './router';
import { Shell } from './Shell';

function draw(): void {
  render(<Shell key={document.documentElement.lang} />, document.getElementById('app')!);
}

// The map is what most come for: its code is on the way while the server answers.
if (parse(location.hash).path[0] === 'map') {
  void import('./pages/MapPage');
  void import('./map/MapView');
}
speak(chosen());
settle();
addEventListener('rasid:language', draw);
draw();
