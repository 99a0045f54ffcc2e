/** The start: language, session, then the page of the address. */
import { render } from 'preact';
import './fonts.css';
import './base.css';
import './pages.css';
import { chosen, settle, speak } from './i18n';
import { Shell } from './Shell';

function draw(): void {
  render(<Shell key={document.documentElement.lang} />, document.getElementById('app')!);
}

speak(chosen());
settle();
addEventListener('rasid:language', draw);
draw();
