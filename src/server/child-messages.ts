import type { LoadErrorCode } from '../model/errors.js';
import type { ServerOptionsInput } from './server-options.js';

/** The first message to a server process. Options travel here, not in arguments, because other users can read arguments. */
export interface StartMessage {
  readonly type: 'start';
  readonly options: ServerOptionsInput;
}

/** What a server process answers. */
export type ChildMessage =
  | { readonly type: 'listening'; readonly url: string; readonly secret: string; readonly port: number }
  | { readonly type: 'failed'; readonly code: LoadErrorCode; readonly message: string };
