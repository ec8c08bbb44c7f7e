import { type Html, html } from './html.js';

/** A wide table scrolls inside its own box, reachable by keyboard, so that the page never scrolls sideways on a phone. */
export const scrollable = (label: string, content: Html): Html =>
  html`<div class="scroll" role="group" tabindex="0" aria-label="${label}">${content}</div>`;
