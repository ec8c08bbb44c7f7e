/** Bundles the script of the report's page into `outfile`. */
export function bundlePageScript(outfile: string): Promise<void>;
