/** Holds things back until it is opened, and then lets all through in order. Closed, it drops them. */
export class Gate<T> {
  #waiting: T[] = [];
  #state: 'waiting' | 'open' | 'closed' = 'waiting';

  constructor(private readonly deliver: (thing: T) => void) {}

  pass(thing: T): void {
    if (this.#state === 'open') this.deliver(thing);
    else if (this.#state === 'waiting') this.#waiting.push(thing);
  }

  open(): void {
    if (this.#state !== 'waiting') return;
    this.#state = 'open';
    for (const thing of this.#waiting.splice(0)) this.deliver(thing);
  }

  close(): void {
    this.#state = 'closed';
    this.#waiting = [];
  }
}
