/** The source text of a call of `run` with `argument`, for a page. `run` may use nothing but its argument and the page. */
export function pageSource<A, R>(run: (argument: A) => R, argument: A): string {
  return withNames(`(${run.toString()})(${JSON.stringify(argument)})`);
}

/** Compilers that keep names (esbuild, tsx) wrap inner functions in a helper `__name`, which no page and no worker has. */
export function withNames(expression: string): string {
  return `(() => { const __name = (named) => named; return ${expression}; })()`;
}
