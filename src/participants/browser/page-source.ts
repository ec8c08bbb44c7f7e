/**
 * The source text of a call of `run` with `argument`, for a page. `run` may use nothing but its argument and the page.
 * Compilers that keep names (esbuild, tsx) wrap inner functions in a helper `__name`, which no page has.
 */
export function pageSource<A, R>(run: (argument: A) => R, argument: A): string {
  return `(() => { const __name = (named) => named; return (${run.toString()})(${JSON.stringify(argument)}); })()`;
}
