import { formatClientData } from '../../../model/client-data.js';
import { LoadError } from '../../../model/errors.js';
import { isLoopback } from '../../../model/loopback.js';
import { OpenVidu2Signalling } from '../app/openvidu2-signalling.js';
import { captureOf } from '../capture.js';
import type { PageEdition } from '../page-edition.js';
import { bindingName } from '../page-messages.js';
import { connect } from './page/connect.js';
import { leave } from './page/leave.js';
import { prepareSession } from './page/prepare-session.js';
import { publish } from './page/publish.js';

/** OpenVidu 2, through openvidu-browser. Tokens carry the address of the deployment. */
export const openvidu2Edition: PageEdition = {
  refusals: {
    202: 'there is no such session',
    203: 'the session is closing',
    204: 'no media node is available',
    401: 'the token is not valid or was used before; make a new one for every participant',
    500: 'the platform does not accept the client data',
  },
  contextOf({ token, role }) {
    if (!URL.canParse(token) || !/^wss?:$/.test(new URL(token).protocol))
      throw new LoadError(
        'JOIN_REFUSED',
        `The token of participant ${role.index} is not an OpenVidu token, which begins with wss:// or ws://; use one that createToken() returned.`,
      );
    return { participant: role.index, host: new URL(token).host, token };
  },
  signalling: (listener) => new OpenVidu2Signalling(listener),
  prepare: (page, options) =>
    page.run(prepareSession, {
      binding: bindingName,
      withoutIceServers: isLoopback(options.token),
      receivesFrom: options.role.receivesFrom,
      ...captureOf(options),
    }),
  connect(page, { token, role }) {
    return page.run(connect, { token, clientData: formatClientData({ participant: role.index }) });
  },
  publish: (page) => page.run(publish, undefined),
  async leave(page) {
    await page.run(leave, undefined);
    await page.socketsClosed();
  },
};
