import { layoutMatrix, type MatrixLayout, type MatrixStream, pairAt } from '../../../src/charts/matrix-layout.js';
import { matrixSvg } from '../../../src/charts/matrix-svg.js';
import type { StreamCell } from '../../../src/model/stream-cells.js';
import type { PageScenario, PageStep } from '../page-data.js';
import { choice, element } from './dom.js';
import type { Shown } from './figures.js';
import { cellLines } from './matrix-words.js';
import { unpackMatrix } from './unpack-matrix.js';

type Media = 'both' | 'audio' | 'video';

/** The heat map of any step: who received whom how well, with the evidence of a broken stream one click away. */
export class MatrixView {
  readonly #view: HTMLElement;
  readonly #title: HTMLElement;
  readonly #tip = element('div', { class: 'tip reading', hidden: '' });
  readonly #told = element('p', { class: 'unseen', 'aria-live': 'polite' });
  readonly #step: ReturnType<typeof choice>;
  readonly #unpacked = new Map<PageStep, Promise<StreamCell[]>>();
  #cells: readonly StreamCell[] = [];
  #layout: MatrixLayout | undefined;
  #cursor: MatrixStream | undefined;
  #media: Media = 'both';
  #shown: Shown = 'all';
  #width = 0;

  constructor(
    private readonly root: HTMLElement,
    private readonly scenario: PageScenario,
  ) {
    this.#view = root.querySelector<HTMLElement>('.heat-view')!;
    this.#title = root.querySelector<HTMLElement>('.heat-title')!;
    const offered = scenario.steps.flatMap((step, i): [string, string][] =>
      step.matrix === undefined
        ? []
        : [[String(i), `${step.name}: ${step.mediaConnections} media connections, ${step.verdict}`]],
    );
    this.#step = choice('Step', offered, () => void this.#draw());
    this.#step.select.value = root.dataset.step ?? '';
    const media = choice(
      'Media',
      [
        ['both', 'worse of both'],
        ['video', 'video'],
        ['audio', 'audio'],
      ],
      (value) => {
        this.#media = value as Media;
        void this.#draw();
      },
    );
    root.querySelector('.heat-tools')?.append(this.#step.whole, media.whole);
    root.append(this.#tip, this.#told);
    this.#view.tabIndex = 0;
    this.#view.setAttribute('role', 'group');
    this.#view.setAttribute(
      'aria-label',
      'Streams by sender and receiver. Arrow keys move, Enter opens the evidence of a broken stream.',
    );
    this.#view.addEventListener('pointermove', (event) => this.#point(this.#pairUnder(event)));
    this.#view.addEventListener('pointerleave', () => this.#point(undefined));
    this.#view.addEventListener('click', (event) => this.#open(this.#pairUnder(event)));
    this.#view.addEventListener('keydown', (event) => this.#key(event));
    this.#view.addEventListener('blur', () => this.#point(undefined));
    new ResizeObserver(([entry]) => {
      const width = Math.floor(entry?.contentRect.width ?? 0);
      // Its height follows what is drawn; only another width asks for another drawing.
      if (width > 0 && width !== this.#width) {
        this.#width = width;
        void this.#draw();
      }
    }).observe(this.#view);
  }

  /** Shows a step, if its matrix is there. */
  choose(step: PageStep): void {
    if (step.matrix === undefined) return;
    this.#step.select.value = String(this.scenario.steps.indexOf(step));
    void this.#draw();
  }

  /** Shows what participants of this kind received. */
  show(shown: Shown): void {
    this.#shown = shown;
    void this.#draw();
  }

  get #chosen(): PageStep | undefined {
    return this.scenario.steps[Number(this.#step.select.value)];
  }

  async #draw(): Promise<void> {
    const step = this.#chosen;
    if (!step || this.#width === 0) return;
    const all = this.#unpacked.get(step) ?? unpackMatrix(step.matrix ?? '');
    this.#unpacked.set(step, all);
    const cells = await all;
    if (step !== this.#chosen) return;
    this.#cells = cells.filter(
      ({ kind, receiver }) =>
        (this.#media === 'both' || kind === this.#media) && (this.#shown === 'all' || receiver === this.#shown),
    );
    // The places stay, whatever is left out.
    this.#layout = layoutMatrix(cells, this.#width);
    const label = `Streams of step ${step.name}, senders down, receivers across`;
    // Numbers, and words of our own: no text from outside is in a drawing.
    this.#view.innerHTML = matrixSvg(this.#layout, this.#cells, label);
    const broken = this.#cells.filter(({ fault }) => fault !== undefined).length;
    this.#title.textContent = `Step ${step.name}: ${step.sessions} ${step.sessions === 1 ? 'session' : 'sessions'}, ${this.#cells.length} streams, ${broken} missing or bad`;
    this.#point(undefined);
  }

  #pairUnder({ clientX, clientY }: PointerEvent | MouseEvent): MatrixStream | undefined {
    const drawn = this.#view.querySelector('svg')?.getBoundingClientRect();
    return drawn && this.#layout && pairAt(this.#layout, clientX - drawn.left, clientY - drawn.top);
  }

  #of(pair: MatrixStream): StreamCell[] {
    return this.#cells.filter(
      ({ session, from, to }) => session === pair.session && from === pair.from && to === pair.to,
    );
  }

  /** Frames a cell and tells what it holds. */
  #point(pair: MatrixStream | undefined): void {
    this.#cursor = pair;
    this.#tip.hidden = true;
    this.#view.querySelector('.cell-cursor')?.remove();
    const svg = this.#view.querySelector('svg');
    const block = this.#layout?.blocks.find(({ session }) => session === pair?.session);
    if (!pair || !block || !svg || !this.#layout) return;
    const streams = this.#of(pair);
    if (streams.length === 0 && pair.from === pair.to) return;
    const { cell } = this.#layout;
    const [x, y] = [block.x + pair.to * cell, block.y + pair.from * cell];
    const frame = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    for (const [name, value] of Object.entries({ x, y, width: cell - 1, height: cell - 1 }))
      frame.setAttribute(name, String(value));
    frame.setAttribute('class', 'cell-cursor');
    svg.append(frame);
    const lines = cellLines(streams);
    const heading = `Session ${pair.session}: participant ${pair.from} to ${pair.to}`;
    this.#tip.replaceChildren(element('strong', {}, heading), ...lines.map((line) => element('div', {}, line)));
    this.#tip.hidden = false;
    const [view, root] = [this.#view.getBoundingClientRect(), this.root.getBoundingClientRect()];
    const left = Math.min(x + cell + 8, root.width - this.#tip.offsetWidth - 4);
    this.#tip.style.left = `${Math.max(0, left)}px`;
    this.#tip.style.top = `${view.top - root.top + y + cell + 8}px`;
    this.#told.textContent = `${heading}. ${lines.join('. ')}`;
  }

  #key(event: KeyboardEvent): void {
    const { key } = event;
    const moves: Record<string, readonly [number, number]> = {
      ArrowRight: [0, 1],
      ArrowLeft: [0, -1],
      ArrowDown: [1, 0],
      ArrowUp: [-1, 0],
    };
    const move = moves[key];
    const layout = this.#layout;
    if (!layout || (!move && key !== 'Enter')) return;
    event.preventDefault();
    if (!move) {
      this.#open(this.#cursor);
      return;
    }
    const first = layout.blocks[0]?.session ?? 0;
    const at = this.#cursor ?? this.#cells.find(({ fault }) => fault) ?? { session: first, from: 0, to: -1 };
    const to = at.to + (this.#cursor || at.to < 0 ? move[1] : 0);
    const from = at.from + (this.#cursor ? move[0] : 0);
    const blocks = layout.blocks.map(({ session }) => session);
    const block = blocks.indexOf(at.session) + (to < 0 ? -1 : to >= layout.size ? 1 : 0);
    const session = blocks[Math.min(blocks.length - 1, Math.max(0, block))] ?? first;
    const wrapped = session === at.session ? Math.min(layout.size - 1, Math.max(0, to)) : to < 0 ? layout.size - 1 : 0;
    this.#point({ session, from: Math.min(layout.size - 1, Math.max(0, from)), to: wrapped });
  }

  /** Opens what is known of a broken stream, in the list below. */
  #open(pair: MatrixStream | undefined): void {
    const step = this.#chosen;
    const broken = pair && this.#of(pair).find(({ fault }) => fault);
    if (!step || !broken) return;
    const { session, from, to, kind } = broken;
    const items =
      this.root.parentElement?.querySelectorAll<HTMLElement>(`[data-stream="${session}/${from}/${to}/${kind}"]`) ?? [];
    const item = [...items].find((of) => of.closest<HTMLElement>('[data-step-of]')?.dataset.stepOf === step.name);
    if (!item) {
      this.#tip.append(element('div', {}, 'Evidence is kept of the first 20 broken streams only.'));
      return;
    }
    item.closest('details[data-step-of]')?.setAttribute('open', '');
    const detail = item.querySelector('details');
    detail?.setAttribute('open', '');
    item.scrollIntoView({ block: 'center' });
    const target = detail?.querySelector('summary') ?? item;
    if (target === item) item.tabIndex = -1;
    target.focus();
  }
}
