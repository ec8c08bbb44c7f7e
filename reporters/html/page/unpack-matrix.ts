import { cellsOf, type StreamCell } from '../../../src/model/stream-cells.js';

/** The cells of a step, from deflated bytes in base64. */
export async function unpackMatrix(packed: string): Promise<StreamCell[]> {
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return cellsOf(new Uint8Array(await new Response(inflated).arrayBuffer()));
}
