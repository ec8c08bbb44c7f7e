import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Answer, Figures, Question } from './messages.js';

/** A child process that answers questions. */
export class Child {
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
  #nextId = 0;

  /** @param execArgv Options of Node for the child, as `--cpu-prof`. */
  constructor(file: string, execArgv: readonly string[] = []) {
    const path = fileURLToPath(new URL(file, import.meta.url));
    this.#process = fork(path, { execArgv: ['--import', 'tsx', ...execArgv] });
    this.#process.on('message', (answer: Answer) => {
      this.#waiting.get(answer.id)?.resolve(answer);
      this.#waiting.delete(answer.id);
    });
    this.#process.on('exit', (code) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`${file} ended with ${code}`));
    });
  }

  async sdp(question: Question): Promise<string> {
    return (await this.#ask(question)).sdp!;
  }

  async figures(): Promise<Figures> {
    return (await this.#ask({ type: 'figures' })).figures!;
  }

  async tell(question: Question): Promise<void> {
    await this.#ask(question);
  }

  async close(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    this.#process.disconnect();
    await once(this.#process, 'exit');
  }

  #ask(question: Question): Promise<Answer> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#process.send({ id, ...question });
    });
  }
}

/** The other end of {@link Child}: answers until the parent is gone, then ends the process. */
export function answerQuestions(answer: (question: Question) => Promise<Omit<Answer, 'id'>>): void {
  process.on('message', async (question: Question & { id: number }) => {
    process.send?.({ id: question.id, ...(await answer(question)) });
  });
  process.on('disconnect', () => process.exit(0));
}
